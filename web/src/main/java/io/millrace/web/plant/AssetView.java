package io.millrace.web.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.CalendarId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.AssetSpec;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An asset, as the API shows it. */
public record AssetView(
    AssetId id,
    @Field("What it belongs to; absent at the top.") @Nullable AssetId parent,
    String name,
    @Field("site, area, work-centre, work-unit (ISA-95) or any other label; may be empty.")
        String level,
    @Field("What kind of thing it is; may be empty.") String type,
    @Field("The plant's own mark; may be empty.") String tag,
    @Field("By which imports find it again; may be empty.") String key,
    String description,
    @Field("IANA time zone; empty for that of the nearest asset above that has one.") String zone,
    @Field("Its working time; absent for that of the nearest asset above that has one.")
        @Nullable CalendarId calendar,
    Map<String, String> attributes,
    boolean retired,
    Instant createdAt,
    @Field("Rises by one with each change.") long version) {
  static AssetView of(Asset asset) {
    AssetSpec spec = asset.spec();
    return new AssetView(
        asset.id(),
        spec.parent(),
        spec.name(),
        spec.level(),
        spec.type(),
        spec.tag(),
        spec.externalKey(),
        spec.description(),
        spec.zone(),
        spec.calendar(),
        spec.attributes(),
        asset.retired(),
        ApiTime.of(asset.createdAtNs()),
        asset.version());
  }
}
