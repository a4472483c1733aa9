package io.millrace.model.plant;

import java.text.Normalizer;
import java.util.Map;

/** Checks that the records of this package share. */
final class Fields {
  static final int MAX_NAME = 128;
  static final int MAX_TEXT = 2_000;
  private static final int MAX_ATTRIBUTES = 64;
  private static final int MAX_ATTRIBUTE_VALUE = 1_000;
  private static final int MAX_LABEL = 64;

  private Fields() {}

  /** A name as people see it: composed Unicode, no spaces around, one to 128 characters. */
  static String name(String field, String value) {
    String name = shortText(field, value);
    if (name.isEmpty()) {
      throw new PlantException(field, "The field " + field + " is empty, and it must not be.");
    }
    if (name.startsWith("/")) {
      throw new PlantException(field, "The " + field + " '" + name + "' begins with a slash.");
    }
    return name;
  }

  /** A text of one line that may be empty. */
  static String shortText(String field, String value) {
    String text = line(field, Normalizer.normalize(value, Normalizer.Form.NFC).strip());
    return atMost(field, text, MAX_NAME);
  }

  /** A text of several lines that may be empty. */
  static String longText(String field, String value) {
    return atMost(field, Normalizer.normalize(value, Normalizer.Form.NFC).strip(), MAX_TEXT);
  }

  /** A label for machines: lower-case letters, digits and hyphens; may be empty. */
  static String label(String field, String value) {
    if (!value.matches("[a-z0-9][a-z0-9-]{0," + (MAX_LABEL - 1) + "}|")) {
      throw new PlantException(
          field,
          "The "
              + field
              + " '"
              + value
              + "' is no label: it has up to "
              + MAX_LABEL
              + " lower-case letters, digits and hyphens.");
    }
    return value;
  }

  static Map<String, String> attributes(String field, Map<String, String> values) {
    if (values.size() > MAX_ATTRIBUTES) {
      throw new PlantException(field, "There are more than " + MAX_ATTRIBUTES + " attributes.");
    }
    values.forEach(
        (key, value) -> {
          name(field, key);
          atMost(field, value, MAX_ATTRIBUTE_VALUE);
        });
    return Map.copyOf(values);
  }

  static long notNegative(String field, long value) {
    if (value < 0) {
      throw new PlantException(field, "The field " + field + " is negative, and it must not be.");
    }
    return value;
  }

  static String atMost(String field, String text, int length) {
    if (text.length() > length) {
      throw new PlantException(
          field,
          "The field "
              + field
              + " has "
              + text.length()
              + " characters; at most "
              + length
              + " fit.");
    }
    return text;
  }

  private static String line(String field, String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new PlantException(
          field, "The field " + field + " holds a line break, a tab or another control character.");
    }
    return text;
  }
}
