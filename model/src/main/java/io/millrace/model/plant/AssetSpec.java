package io.millrace.model.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.CalendarId;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of an asset.
 *
 * @param parent what it belongs to; null at the top
 * @param name unique among its siblings, case apart
 * @param level a label such as {@code site}, {@code area}, {@code work-centre}, {@code work-unit}
 *     (ISA-95) or any other; may be empty
 * @param type what kind of thing it is, such as {@code die-casting-machine}; state models and packs
 *     look for it; may be empty
 * @param tag the plant's own mark, such as an equipment number; may be empty
 * @param externalKey by which imports find it again; unique within the organisation; may be empty
 * @param description for people; may be empty
 * @param zone IANA time zone; empty to take the parent's
 * @param calendar its working time; null to take the parent's
 * @param attributes whatever else, such as maker and serial number
 */
public record AssetSpec(
    @Nullable AssetId parent,
    String name,
    String level,
    String type,
    String tag,
    String externalKey,
    String description,
    String zone,
    @Nullable CalendarId calendar,
    Map<String, String> attributes) {
  /**
   * @throws PlantException naming the field that is wrong
   */
  public AssetSpec {
    name = Fields.name("name", name);
    level = Fields.label("level", level);
    type = Fields.label("type", type);
    tag = Fields.shortText("tag", tag);
    externalKey = Fields.shortText("key", externalKey);
    description = Fields.longText("description", description);
    zone = checkedZone(zone);
    attributes = Fields.attributes("attributes", attributes);
  }

  /** An asset at the top, with nothing but a name and a level. */
  public static AssetSpec of(String name, String level) {
    return new AssetSpec(null, name, level, "", "", "", "", "", null, Map.of());
  }

  /** An asset below another, with nothing but a name and a level. */
  public static AssetSpec of(AssetId parent, String name, String level) {
    return new AssetSpec(parent, name, level, "", "", "", "", "", null, Map.of());
  }

  /** A copy to change. */
  public Builder edit() {
    return new Builder(this);
  }

  private static String checkedZone(String zone) {
    try {
      if (!zone.isEmpty()) {
        ZoneId.of(zone);
      }
      return zone;
    } catch (DateTimeException e) {
      throw new PlantException(
          "zone", "'" + zone + "' is no IANA time zone such as Europe/Berlin.");
    }
  }

  /** A spec in the making; {@link #build()} checks it. */
  public static final class Builder {
    private @Nullable AssetId parent;
    private String name;
    private String level;
    private String type;
    private String tag;
    private String externalKey;
    private String description;
    private String zone;
    private @Nullable CalendarId calendar;
    private Map<String, String> attributes;

    private Builder(AssetSpec spec) {
      parent = spec.parent;
      name = spec.name;
      level = spec.level;
      type = spec.type;
      tag = spec.tag;
      externalKey = spec.externalKey;
      description = spec.description;
      zone = spec.zone;
      calendar = spec.calendar;
      attributes = spec.attributes;
    }

    public Builder parent(@Nullable AssetId value) {
      parent = value;
      return this;
    }

    public Builder name(String value) {
      name = value;
      return this;
    }

    public Builder level(String value) {
      level = value;
      return this;
    }

    public Builder type(String value) {
      type = value;
      return this;
    }

    public Builder tag(String value) {
      tag = value;
      return this;
    }

    public Builder externalKey(String value) {
      externalKey = value;
      return this;
    }

    public Builder description(String value) {
      description = value;
      return this;
    }

    public Builder zone(String value) {
      zone = value;
      return this;
    }

    public Builder calendar(@Nullable CalendarId value) {
      calendar = value;
      return this;
    }

    public Builder attributes(Map<String, String> value) {
      attributes = value;
      return this;
    }

    public AssetSpec build() {
      return new AssetSpec(
          parent, name, level, type, tag, externalKey, description, zone, calendar, attributes);
    }
  }
}
