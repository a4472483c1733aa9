package io.millrace.web.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.CalendarId;
import io.millrace.model.plant.AssetSpec;
import io.millrace.web.json.Field;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a person says of an asset; what is absent is empty. */
public record AssetBody(
    @Field("What it belongs to; absent at the top.") @Nullable AssetId parent,
    @Field("Unique among its siblings, case apart.") String name,
    @Field("site, area, work-centre, work-unit (ISA-95) or any other label.")
        @Nullable String level,
    @Field("What kind of thing it is, such as die-casting-machine.") @Nullable String type,
    @Field("The plant's own mark, such as an equipment number.") @Nullable String tag,
    @Field("By which imports find it again; unique in the organisation.") @Nullable String key,
    @Nullable String description,
    @Field("IANA time zone; absent to take that of the asset above.") @Nullable String zone,
    @Field("Its working time; absent to take that of the asset above.")
        @Nullable CalendarId calendar,
    @Field(value = "Whatever else, such as maker and serial number.", maxLength = 100)
        @Nullable Map<String, String> attributes) {
  AssetSpec spec() {
    return new AssetSpec(
        parent,
        name,
        orEmpty(level),
        orEmpty(type),
        orEmpty(tag),
        orEmpty(key),
        orEmpty(description),
        orEmpty(zone),
        calendar,
        Objects.requireNonNullElse(attributes, Map.of()));
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
