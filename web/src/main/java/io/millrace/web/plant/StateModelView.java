package io.millrace.web.plant;

import io.millrace.model.id.StateModelId;
import io.millrace.model.plant.PlantStateModel;
import io.millrace.registry.json.StateModelJson;
import io.millrace.web.json.Field;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How an asset's state is told. */
public record StateModelView(
    StateModelId id,
    String name,
    @Field("By which imports find it again; may be empty.") String key,
    @Field("The type of asset that it is a template for; may be empty.") String assetType,
    @Field("The points that the rules look at, by the names that they have in them.")
        List<String> slots,
    @Field(
            value = "Rules in order; the first whose condition holds says the state.",
            schema = StateModelView.MODEL)
        JsonNode model,
    @Field("Rises by one with each change.") long version) {
  /** The form of {@link StateModelJson}. */
  static final String MODEL =
      """
      {"type":"object","properties":{
        "rules":{"type":"array","items":{"type":"object"},
          "description":"Each: state, reason, when (point with above, atLeast, below, atMost, is or \
      isCode; stale with for; bad; outsideWorkingTime; all, any, not), hold."},
        "otherwise":{"type":"string","description":"The state if no rule applies."},
        "otherwiseHold":{"type":"string"}}}""";

  static StateModelView of(PlantStateModel model) {
    return new StateModelView(
        model.id(),
        model.name(),
        model.externalKey(),
        model.assetType(),
        List.copyOf(model.rules().slots()),
        StateModelJson.write(model.rules()),
        model.version());
  }
}
