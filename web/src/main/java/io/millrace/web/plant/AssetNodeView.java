package io.millrace.web.plant;

import io.millrace.registry.plant.AssetNode;
import io.millrace.web.json.Field;

/** An asset as a tree shows it. */
public record AssetNodeView(
    AssetView asset,
    @Field("How many assets in use stand directly below it.") int children,
    @Field("How many points in use it has itself.") int points) {
  static AssetNodeView of(AssetNode node) {
    return new AssetNodeView(AssetView.of(node.asset()), node.children(), node.points());
  }
}
