package io.millrace.registry.json;

import static io.millrace.registry.json.AssetJson.putText;

import io.millrace.model.plant.Classification;
import io.millrace.model.plant.NumericRange;
import io.millrace.model.plant.PlantException;
import io.millrace.model.plant.PointRanges;
import io.millrace.model.plant.PointRole;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.ValueKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Points as JSON, without what they refer to: asset, enumeration and binding. */
public final class PointJson {
  private static final String RANGES = "ranges";

  private PointJson() {}

  /** Writes the kind, and what differs from the default of the kind. */
  public static ObjectNode write(PointSpec spec) {
    PointTraits traits = spec.traits();
    PointSpec usual = PointSpec.of("?", traits.kind());
    ObjectNode out = Json.object();
    out.put("name", spec.name());
    out.put("kind", JsonFields.label(traits.kind()));
    putText(out, "unit", traits.unit());
    putText(out, "description", spec.description());
    putText(out, "tag", spec.tag());
    putText(out, "key", spec.externalKey());
    putChoice(out, "interpolation", traits.interpolation(), usual.traits().interpolation());
    putChoice(out, "sameTime", traits.sameTimePolicy(), usual.traits().sameTimePolicy());
    if (traits.counter()) {
      out.put("counter", true);
    }
    putDuration(out, "expectedPeriod", traits.expectedPeriodNs());
    putDuration(out, "retention", traits.retentionNs());
    if (spec.resolution() != 0) {
      out.put("resolution", spec.resolution());
    }
    if (!spec.ranges().isUnknown()) {
      ObjectNode ranges = out.putObject(RANGES);
      putRange(ranges, "instrument", spec.ranges().instrument());
      putRange(ranges, "normal", spec.ranges().normal());
      putRange(ranges, "alarm", spec.ranges().alarm());
    }
    putChoice(out, "role", spec.role(), usual.role());
    putText(out, "owner", spec.owner());
    putChoice(out, "classification", spec.classification(), usual.classification());
    return out;
  }

  /** The kind, which a new point must have. */
  public static ValueKind kind(JsonFields fields) {
    return JsonFields.choice("kind", fields.text("kind"), ValueKind.class);
  }

  /** Applies the fields that are there, except the kind. */
  public static void read(JsonFields fields, ValueKind kind, PointSpec.Builder spec) {
    fields.onText("name", spec::name);
    fields.onText("unit", spec::unit);
    fields.onText("description", spec::description);
    fields.onText("tag", spec::tag);
    fields.onText("key", spec::externalKey);
    Interpolation usual = PointTraits.undefined(kind).interpolation();
    fields.onChoice("interpolation", usual, spec::interpolation);
    fields.onChoice("sameTime", SameTimePolicy.KEEP_BOTH, spec::sameTimePolicy);
    fields.onFlag("counter", spec::counter);
    fields.onDuration("expectedPeriod", 0, spec::expectedPeriodNs);
    fields.onDuration("retention", 0, spec::retentionNs);
    fields.onNumber("resolution", spec::resolution);
    if (fields.has(RANGES)) {
      spec.ranges(ranges(fields.find(RANGES)));
    }
    fields.onChoice("role", PointRole.MEASURED, spec::role);
    fields.onText("owner", spec::owner);
    fields.onChoice("classification", Classification.INTERNAL, spec::classification);
  }

  private static PointRanges ranges(@Nullable JsonNode node) {
    if (node == null) {
      return PointRanges.UNKNOWN;
    }
    JsonFields fields = JsonFields.of(RANGES, node);
    PointRanges ranges =
        new PointRanges(
            range(fields.find("instrument")),
            range(fields.find("normal")),
            range(fields.find("alarm")));
    fields.finish();
    return ranges;
  }

  private static NumericRange range(@Nullable JsonNode node) {
    if (node == null) {
      return NumericRange.OPEN;
    }
    if (!(node instanceof ArrayNode ends) || ends.size() != 2) {
      throw new PlantException(
          RANGES, "A range is a list of two numbers, [low, high], either of which may be null.");
    }
    return new NumericRange(end(ends.get(0)), end(ends.get(1)));
  }

  private static @Nullable Double end(JsonNode node) {
    return node.isNull() ? null : (Double) JsonFields.number(RANGES, node);
  }

  private static void putRange(ObjectNode out, String field, NumericRange range) {
    if (!range.isOpen()) {
      out.putArray(field).add(range.low()).add(range.high());
    }
  }

  private static <E extends Enum<E>> void putChoice(
      ObjectNode out, String field, E value, E usual) {
    if (value != usual) {
      out.put(field, JsonFields.label(value));
    }
  }

  static void putDuration(ObjectNode out, String field, long ns) {
    if (ns != 0) {
      out.put(field, DurationText.of(ns));
    }
  }
}
