package io.millrace.web.plant;

import io.millrace.model.plant.EntityType;
import io.millrace.registry.change.Change;
import io.millrace.registry.change.ChangeAction;
import io.millrace.web.json.ApiJson;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One change to one thing. */
public record ChangeView(
    @Field("Rises with each change.") long sequence,
    Instant at,
    @Field("Who did it.") String by,
    EntityType type,
    @Field("The thing's id.") UUID thing,
    ChangeAction action,
    @Field(value = "The fields that changed, as they were.", schema = "{\"type\":\"object\"}")
        @Nullable JsonNode before,
    @Field(value = "The fields that changed, as they are now.", schema = "{\"type\":\"object\"}")
        @Nullable JsonNode after) {
  static ChangeView of(Change change) {
    return new ChangeView(
        change.sequence(),
        ApiTime.of(change.atNs()),
        change.principal(),
        change.type(),
        change.entity(),
        change.action(),
        json(change.before()),
        json(change.after()));
  }

  private static @Nullable JsonNode json(@Nullable String text) {
    return text == null ? null : ApiJson.mapper().readTree(text);
  }
}
