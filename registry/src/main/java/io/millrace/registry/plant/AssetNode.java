package io.millrace.registry.plant;

import io.millrace.model.plant.Asset;

/**
 * An asset as a tree shows it.
 *
 * @param children how many assets in use stand directly below it
 * @param points how many points in use it has itself
 */
public record AssetNode(Asset asset, int children, int points) {}
