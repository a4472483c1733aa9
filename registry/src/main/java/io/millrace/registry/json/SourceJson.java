package io.millrace.registry.json;

import static io.millrace.registry.json.AssetJson.putText;

import io.millrace.model.context.ContextChange.MappingRule;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.plant.SourceLimits;
import io.millrace.model.plant.SourceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sources as JSON. */
public final class SourceJson {
  private SourceJson() {}

  /** Writes what differs from the default. */
  public static ObjectNode write(SourceSpec spec) {
    SourceSpec usual = SourceSpec.of("?");
    ObjectNode out = Json.object();
    out.put("name", spec.name());
    putText(out, "description", spec.description());
    putText(out, "key", spec.externalKey());
    if (spec.unknownPoints() != usual.unknownPoints()) {
      out.put("unknownPoints", JsonFields.label(spec.unknownPoints()));
    }
    if (spec.maxUnmappedPoints() != usual.maxUnmappedPoints()) {
      out.put("maxUnmappedPoints", spec.maxUnmappedPoints());
    }
    if (spec.clockToleranceNs() != usual.clockToleranceNs()) {
      out.put("clockTolerance", DurationText.of(spec.clockToleranceNs()));
    }
    PointJson.putDuration(out, "expectedPeriod", spec.expectedPeriodNs());
    if (spec.simulated()) {
      out.put("simulated", true);
    }
    if (!spec.limits().equals(SourceLimits.DEFAULT)) {
      ObjectNode limits = out.putObject("limits");
      limits.put("messagesPerSecond", spec.limits().messagesPerSecond());
      limits.put("messageBytes", spec.limits().messageBytes());
    }
    if (!spec.mapping().isEmpty()) {
      out.set("mapping", mapping(spec.mapping()));
    }
    return out;
  }

  /** Applies the fields that are there. */
  public static void read(JsonFields fields, SourceSpec.Builder spec) {
    fields.onText("name", spec::name);
    fields.onText("description", spec::description);
    fields.onText("key", spec::externalKey);
    fields.onChoice("unknownPoints", UnknownPoints.UNMAPPED, spec::unknownPoints);
    fields.onInteger(
        "maxUnmappedPoints", SourceSpec.DEFAULT_MAX_UNMAPPED_POINTS, spec::maxUnmappedPoints);
    fields.onDuration(
        "clockTolerance", SourceSpec.DEFAULT_CLOCK_TOLERANCE_NS, spec::clockToleranceNs);
    fields.onDuration("expectedPeriod", 0, spec::expectedPeriodNs);
    fields.onFlag("simulated", spec::simulated);
    if (fields.has("limits")) {
      spec.limits(limits(fields));
    }
    if (fields.has("mapping")) {
      spec.mapping(rules(fields.list("mapping")));
    }
  }

  private static SourceLimits limits(JsonFields fields) {
    JsonNode node = fields.find("limits");
    if (node == null) {
      return SourceLimits.DEFAULT;
    }
    JsonFields inner = JsonFields.of("limits", node);
    int[] bounds = new int[2];
    inner.onInteger("messagesPerSecond", 0, value -> bounds[0] = value);
    inner.onInteger("messageBytes", 0, value -> bounds[1] = value);
    inner.finish();
    return new SourceLimits(bounds[0], bounds[1]);
  }

  /** Mapping rules as a list. */
  public static ArrayNode mapping(List<MappingRule> rules) {
    ArrayNode out = Json.array();
    for (MappingRule rule : rules) {
      ObjectNode node = out.addObject();
      node.put("channel", rule.channelFilter());
      putText(node, "format", rule.format());
      if (!rule.options().isEmpty()) {
        ObjectNode options = node.putObject("options");
        new TreeMap<>(rule.options()).forEach(options::put);
      }
    }
    return out;
  }

  /** Mapping rules from a list. */
  public static List<MappingRule> rules(List<JsonNode> nodes) {
    List<MappingRule> rules = new ArrayList<>();
    for (JsonNode node : nodes) {
      JsonFields fields = JsonFields.of("mapping", node);
      rules.add(
          new MappingRule(
              fields.text("channel"), fields.textOr("format", ""), fields.texts("options")));
      fields.finish();
    }
    return rules;
  }
}
