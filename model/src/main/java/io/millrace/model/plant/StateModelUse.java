package io.millrace.model.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.StateModelId;
import java.util.Map;

/**
 * Which model tells an asset's state, and from which points.
 *
 * @param points the point of each slot; a slot without a point is never known
 */
public record StateModelUse(AssetId asset, StateModelId model, Map<String, PointId> points) {
  public StateModelUse {
    points = Map.copyOf(points);
  }
}
