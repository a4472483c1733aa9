package io.millrace.web.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.StateModelId;
import io.millrace.model.plant.StateModelUse;
import io.millrace.web.json.Field;
import java.util.Map;

/** Which model tells an asset's state, and from which points. */
public record StateModelUseView(
    AssetId asset,
    StateModelId stateModel,
    @Field("The point of each slot; a slot without one is never known.")
        Map<String, PointId> points) {
  static StateModelUseView of(StateModelUse use) {
    return new StateModelUseView(use.asset(), use.model(), use.points());
  }
}
