package io.millrace.registry.json;

import static io.millrace.registry.json.AssetJson.putText;
import static io.millrace.registry.json.PointJson.putDuration;

import io.millrace.model.plant.PlantException;
import io.millrace.model.sample.SampleValue;
import io.millrace.model.state.AssetState;
import io.millrace.model.state.Condition;
import io.millrace.model.state.Condition.Comparison;
import io.millrace.model.state.StateModel;
import io.millrace.model.state.StateRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** State models as JSON. */
public final class StateModelJson {
  private StateModelJson() {}

  /** Rules, otherwise and otherwiseHold. */
  public static ObjectNode write(StateModel model) {
    ObjectNode out = Json.object();
    ArrayNode rules = out.putArray("rules");
    for (StateRule rule : model.rules()) {
      ObjectNode node = rules.addObject();
      node.put("state", JsonFields.label(rule.state()));
      putText(node, "reason", rule.reason());
      node.set("when", condition(rule.when()));
      putDuration(node, "hold", rule.holdNs());
    }
    out.put("otherwise", JsonFields.label(model.otherwise()));
    putDuration(out, "otherwiseHold", model.otherwiseHoldNs());
    return out;
  }

  private static ObjectNode condition(Condition condition) {
    ObjectNode out = Json.object();
    switch (condition) {
      case Condition.Compared(String slot, Comparison comparison, double threshold) ->
          out.put("point", slot).put(word(comparison), threshold);
      case Condition.Equal(String slot, SampleValue value) -> {
        out.put("point", slot);
        switch (value) {
          case SampleValue.OfBoolean(boolean flag) -> out.put("is", flag);
          case SampleValue.OfInt64(long number) -> out.put("is", number);
          case SampleValue.OfUint64(long bits) ->
              out.put("is", new BigInteger(Long.toUnsignedString(bits)));
          case SampleValue.OfDouble(double number) -> out.put("is", number);
          case SampleValue.OfText(String text) -> out.put("is", text);
          case SampleValue.OfEnumeration(long code) -> out.put("isCode", code);
          case SampleValue.OfRecord(String descriptor) -> out.put("is", descriptor);
        }
      }
      case Condition.Stale(String slot, long ageNs) ->
          out.put("stale", slot).put("for", DurationText.of(ageNs));
      case Condition.Bad(String slot) -> out.put("bad", slot);
      case Condition.OutsideWorkingTime _ -> out.put("outsideWorkingTime", true);
      case Condition.AllOf(List<Condition> all) -> addAll(out.putArray("all"), all);
      case Condition.AnyOf(List<Condition> any) -> addAll(out.putArray("any"), any);
      case Condition.Not(Condition inner) -> out.set("not", condition(inner));
    }
    return out;
  }

  private static void addAll(ArrayNode out, List<Condition> conditions) {
    conditions.forEach(condition -> out.add(condition(condition)));
  }

  /** The model of the fields that {@link #write} writes. */
  public static StateModel read(JsonFields fields) {
    List<StateRule> rules = new ArrayList<>();
    for (JsonNode node : fields.list("rules")) {
      JsonFields rule = JsonFields.of("rules", node);
      rules.add(
          new StateRule(
              JsonFields.choice("state", rule.text("state"), AssetState.class),
              rule.textOr("reason", ""),
              conditionOf(rule.find("when")),
              rule.durationOr("hold", 0)));
      rule.finish();
    }
    String otherwise = fields.textOr("otherwise", JsonFields.label(AssetState.NO_DATA));
    return new StateModel(
        rules,
        JsonFields.choice("otherwise", otherwise, AssetState.class),
        fields.durationOr("otherwiseHold", 0));
  }

  private static Condition conditionOf(@Nullable JsonNode node) {
    if (node == null) {
      throw new PlantException("when", "A rule needs a condition under when.");
    }
    JsonFields fields = JsonFields.of("when", node);
    Condition condition = condition(fields);
    fields.finish();
    return condition;
  }

  private static Condition condition(JsonFields fields) {
    if (fields.has("all")) {
      return new Condition.AllOf(conditions(fields, "all"));
    }
    if (fields.has("any")) {
      return new Condition.AnyOf(conditions(fields, "any"));
    }
    if (fields.has("not")) {
      return new Condition.Not(conditionOf(fields.find("not")));
    }
    if (fields.has("stale")) {
      return new Condition.Stale(fields.text("stale"), fields.durationOr("for", 0));
    }
    if (fields.has("bad")) {
      return new Condition.Bad(fields.text("bad"));
    }
    if (fields.has("outsideWorkingTime")) {
      fields.onFlag("outsideWorkingTime", StateModelJson::mustBeTrue);
      return new Condition.OutsideWorkingTime();
    }
    return onPoint(fields);
  }

  private static Condition onPoint(JsonFields fields) {
    String slot = fields.text("point");
    for (Comparison comparison : Comparison.values()) {
      String word = word(comparison);
      if (fields.find(word) != null) {
        return new Condition.Compared(slot, comparison, fields.numberOr(word, 0));
      }
    }
    JsonNode code = fields.find("isCode");
    if (code != null && code.canConvertToLong()) {
      return new Condition.Equal(slot, new SampleValue.OfEnumeration(code.longValue()));
    }
    JsonNode value = fields.find("is");
    if (value == null) {
      throw new PlantException(
          "when",
          "A condition on the point '"
              + slot
              + "' needs one of above, atLeast, below, atMost, is, isCode.");
    }
    return new Condition.Equal(slot, value(value));
  }

  private static SampleValue value(JsonNode node) {
    if (node.isBoolean()) {
      return new SampleValue.OfBoolean(node.booleanValue());
    }
    if (node.isNumber()) {
      return node.canConvertToLong() && node.isIntegralNumber()
          ? new SampleValue.OfInt64(node.longValue())
          : new SampleValue.OfDouble(node.asDouble());
    }
    return new SampleValue.OfText(node.asString());
  }

  private static List<Condition> conditions(JsonFields fields, String field) {
    return fields.list(field).stream().map(StateModelJson::conditionOf).toList();
  }

  private static void mustBeTrue(boolean value) {
    if (!value) {
      throw new PlantException(
          "outsideWorkingTime", "Write not around outsideWorkingTime: true instead of false.");
    }
  }

  private static String word(Comparison comparison) {
    return switch (comparison) {
      case ABOVE -> "above";
      case AT_LEAST -> "atLeast";
      case BELOW -> "below";
      case AT_MOST -> "atMost";
    };
  }
}
