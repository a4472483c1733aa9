package io.millrace.web.plant;

import io.millrace.model.id.PointId;
import io.millrace.model.id.StateModelId;
import io.millrace.web.json.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** That a model shall tell an asset's state. */
public record UseStateModel(
    StateModelId stateModel,
    @Field(
            value =
                "The point of each slot; where a slot has none, the asset's point of that name.",
            maxLength = 500)
        @Nullable Map<String, PointId> points) {}
