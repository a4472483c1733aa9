package io.millrace.registry.json;

import io.millrace.model.plant.PlantException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object that a person may have written. Each {@code on…} method hands the
 * field's value on if it is there, and does nothing if it is not; {@code null} stands for the
 * default. {@link #finish()} refuses what nobody asked for, so that a misspelt field is not
 * silently ignored. Texts stand for numbers and truth values where needed, since a CSV has nothing
 * else.
 */
public final class JsonFields {
  private final ObjectNode object;
  private final Set<String> asked = new HashSet<>();

  /** The fields of an object. */
  public JsonFields(ObjectNode object) {
    this.object = object;
  }

  /** Whether the field is there, be it null. */
  public boolean has(String field) {
    asked.add(field);
    return object.has(field);
  }

  /** The field's node; null if it is not there or null. */
  public @Nullable JsonNode find(String field) {
    asked.add(field);
    JsonNode node = object.get(field);
    return node == null || node.isNull() ? null : node;
  }

  /** The text of a field that must be there. */
  public String text(String field) {
    String text = textOr(field, "");
    if (text.isEmpty()) {
      throw new PlantException(field, "The field " + field + " is missing.");
    }
    return text;
  }

  /** The text of a field, or what holds if it is not there. */
  public String textOr(String field, String otherwise) {
    JsonNode node = find(field);
    if (node == null) {
      return otherwise;
    }
    if (!node.isString() && !node.isNumber() && !node.isBoolean()) {
      throw new PlantException(field, "The field " + field + " must be a text.");
    }
    return node.asString();
  }

  /** Hands on a text, empty for null. */
  public void onText(String field, Consumer<String> use) {
    if (has(field)) {
      use.accept(textOr(field, ""));
    }
  }

  /** Hands on a truth value, false for null. */
  public void onFlag(String field, Consumer<Boolean> use) {
    if (!has(field)) {
      return;
    }
    switch (textOr(field, "").toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> use.accept(true);
      case "false", "no", "0", "" -> use.accept(false);
      default -> throw new PlantException(field, "The field " + field + " must be true or false.");
    }
  }

  /** Hands on a number, 0 for null. */
  public void onNumber(String field, DoubleConsumer use) {
    if (has(field)) {
      use.accept(numberOr(field, 0));
    }
  }

  /** Hands on a whole number, the given one for null. */
  public void onInteger(String field, int otherwise, IntConsumer use) {
    if (has(field)) {
      double number = numberOr(field, otherwise);
      if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
        throw new PlantException(field, "The field " + field + " must be a whole number.");
      }
      use.accept((int) number);
    }
  }

  /** The number of a field, or what holds if it is not there. */
  public double numberOr(String field, double otherwise) {
    JsonNode node = find(field);
    if (node == null || (node.isString() && node.asString().isBlank())) {
      return otherwise;
    }
    return number(field, node);
  }

  /** A node as a number. */
  static double number(String field, JsonNode node) {
    try {
      return node.isNumber() ? node.asDouble() : Double.parseDouble(node.asString().strip());
    } catch (RuntimeException e) {
      throw new PlantException(field, "The field " + field + " must be a number.");
    }
  }

  /** Hands on a duration in nanoseconds, the given one for null. */
  public void onDuration(String field, long otherwiseNs, LongConsumer use) {
    if (has(field)) {
      use.accept(durationOr(field, otherwiseNs));
    }
  }

  /** The duration of a field in nanoseconds, or what holds if it is not there. */
  public long durationOr(String field, long otherwiseNs) {
    String text = textOr(field, "").strip();
    if (text.isEmpty()) {
      return otherwiseNs;
    }
    try {
      return text.equals("0") ? 0 : DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new PlantException(field, "In the field " + field + ", " + e.getMessage() + ".");
    }
  }

  /** Hands on one of an enum's constants, the given one for null. */
  public <E extends Enum<E>> void onChoice(String field, E otherwise, Consumer<E> use) {
    if (has(field)) {
      String text = textOr(field, "");
      use.accept(text.isBlank() ? otherwise : choice(field, text, otherwise.getDeclaringClass()));
    }
  }

  /** One of an enum's constants, written in lower case with hyphens. */
  public static <E extends Enum<E>> E choice(String field, String text, Class<E> type) {
    E[] all = type.getEnumConstants();
    for (E constant : all) {
      if (label(constant).equals(text.strip().toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    List<String> labels = Arrays.stream(all).map(JsonFields::label).toList();
    throw new PlantException(
        field,
        "The field " + field + " is '" + text + "'; it can be " + String.join(", ", labels) + ".");
  }

  /** How an enum's constant is written. */
  public static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The text fields of an object within a field. */
  public Map<String, String> texts(String field) {
    JsonNode node = find(field);
    Map<String, String> texts = new HashMap<>();
    if (node == null) {
      return texts;
    }
    if (!(node instanceof ObjectNode inner)) {
      throw new PlantException(field, "The field " + field + " must be an object.");
    }
    for (Map.Entry<String, JsonNode> entry : inner.properties()) {
      texts.put(entry.getKey(), entry.getValue().asString());
    }
    return texts;
  }

  /** The elements of an array within a field; none if it is not there. */
  public List<JsonNode> list(String field) {
    JsonNode node = find(field);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      throw new PlantException(field, "The field " + field + " must be a list.");
    }
    return node.values().stream().toList();
  }

  /** An element as an object with fields. */
  public static JsonFields of(String field, JsonNode node) {
    if (node instanceof ObjectNode inner) {
      return new JsonFields(inner);
    }
    throw new PlantException(field, "The field " + field + " must hold objects.");
  }

  /**
   * Refuses fields that nobody asked for.
   *
   * @throws PlantException naming the first of them and the nearest known one
   */
  public void finish() {
    for (String field : object.propertyNames()) {
      if (!asked.contains(field)) {
        throw new PlantException(
            field,
            "There is no field '" + field + "'; known are " + String.join(", ", known()) + ".");
      }
    }
  }

  private List<String> known() {
    return asked.stream().sorted().toList();
  }
}
