package io.millrace.web.plant;

import io.millrace.model.state.StateModel;
import io.millrace.registry.json.JsonFields;
import io.millrace.registry.json.StateModelJson;
import io.millrace.web.json.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How an asset's state is told. */
public record StateModelBody(
    @Field("Unique in the organisation, case apart.") String name,
    @Field("By which imports find it again; unique in the organisation.") @Nullable String key,
    @Field("The type of asset that it is a template for.") @Nullable String assetType,
    @Field(
            value = "Rules in order; the first whose condition holds says the state.",
            schema = StateModelView.MODEL)
        JsonNode model) {
  StateModel rules() {
    JsonFields fields = JsonFields.of("model", model);
    StateModel rules = StateModelJson.read(fields);
    fields.finish();
    return rules;
  }
}
