package io.millrace.web.plant;

import io.millrace.model.id.AssetId;
import io.millrace.web.json.Field;
import java.util.List;

/** Where an asset stands. */
public record AssetPath(
    @Field("The names from the top down, with slashes between; one in a name is written twice.")
        String path,
    @Field("The asset and all above it, the nearest first.") List<PathStep> lineage,
    @Field("The time zone that counts for it (IANA).") String zone) {
  /** An asset on the way. */
  public record PathStep(AssetId id, String name, String level) {}
}
