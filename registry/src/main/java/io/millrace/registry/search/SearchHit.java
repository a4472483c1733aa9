package io.millrace.registry.search;

import io.millrace.model.plant.EntityType;
import java.util.UUID;

/**
 * Something that was found.
 *
 * @param type asset, point or source
 * @param name its name
 * @param path the names above it with slashes between; empty at the top, and for points at no asset
 * @param field in what the best of the words was found
 * @param unmapped whether it is a point that nobody has described
 */
public record SearchHit(
    EntityType type, UUID entity, String name, String path, SearchField field, boolean unmapped) {}
