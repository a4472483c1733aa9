package io.millrace.web.plant;

import io.millrace.model.plant.EntityType;
import io.millrace.registry.search.SearchField;
import io.millrace.registry.search.SearchHit;
import io.millrace.web.json.Field;
import java.util.UUID;

/** Something that was found. */
public record SearchHitView(
    @Field("ASSET, POINT or SOURCE.") EntityType type,
    UUID id,
    String name,
    @Field(
            "The names above it with slashes between; empty at the top. Of an unmapped point its"
                + " source and channel.")
        String path,
    @Field("In what the best of the words was found.") SearchField field,
    @Field("Whether it is a point that nobody has described.") boolean unmapped) {
  static SearchHitView of(SearchHit hit, String path) {
    return new SearchHitView(
        hit.type(), hit.entity(), hit.name(), path, hit.field(), hit.unmapped());
  }
}
