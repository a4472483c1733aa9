package io.millrace.web.route;

import io.millrace.web.json.ApiTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How a parameter's text is read.
 *
 * @param schema its JSON Schema
 * @param read reads a text; throws {@link IllegalArgumentException} whose message completes "It is
 *     not valid: …"
 */
public record ParameterType<T>(Map<String, Object> schema, Function<String, T> read) {
  /** A whole number within bounds, both included. */
  public static ParameterType<Integer> integer(int min, int max) {
    return new ParameterType<>(
        schema("integer", "minimum", min, "maximum", max),
        text -> {
          long number = number(text);
          if (number < min || number > max) {
            throw new IllegalArgumentException("it is a whole number from " + min + " to " + max);
          }
          return (int) number;
        });
  }

  /** A whole number within bounds, both included. */
  public static ParameterType<Long> int64(long min, long max) {
    return new ParameterType<>(
        schema("integer", "format", "int64", "minimum", min, "maximum", max),
        text -> {
          long number = number(text);
          if (number < min || number > max) {
            throw new IllegalArgumentException("it is a whole number from " + min + " to " + max);
          }
          return number;
        });
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("it is a whole number", e);
    }
  }

  /** {@code true} or {@code false}. */
  public static ParameterType<Boolean> bool() {
    return new ParameterType<>(
        schema("boolean"),
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("it is true or false");
            });
  }

  /** Text of bounded length, without control characters. */
  public static ParameterType<String> text(int minLength, int maxLength) {
    return new ParameterType<>(
        schema("string", "minLength", minLength, "maxLength", maxLength),
        text -> {
          if (text.length() < minLength || text.length() > maxLength) {
            throw new IllegalArgumentException(
                "it has " + minLength + " to " + maxLength + " characters");
          }
          if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("it has no control characters");
          }
          return text;
        });
  }

  /** One of the names of an enumeration. */
  public static <E extends Enum<E>> ParameterType<E> oneOf(Class<E> type) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    return new ParameterType<>(
        schema("string", "enum", names),
        text -> {
          if (!names.contains(text)) {
            throw new IllegalArgumentException("it is one of " + String.join(", ", names));
          }
          return Enum.valueOf(type, text);
        });
  }

  /** A time as in RFC 3339. */
  public static ParameterType<Instant> time() {
    return new ParameterType<>(schema("string", "format", "date-time"), ApiTime::parse);
  }

  /**
   * An id: a UUID.
   *
   * @param of reads it, such as {@code PointId::of}
   */
  public static <T> ParameterType<T> id(Function<String, T> of) {
    return new ParameterType<>(
        schema("string", "format", "uuid"),
        text -> {
          try {
            return of.apply(text);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is an id (a UUID of 36 characters)", e);
          }
        });
  }

  /**
   * Several, with commas between.
   *
   * @param max how many at most
   */
  public ParameterType<List<T>> list(int max) {
    return new ParameterType<>(
        schema("array", "items", schema, "minItems", 1, "maxItems", max),
        text -> {
          String[] parts = text.split(",", max + 2);
          if (parts.length > max) {
            throw new IllegalArgumentException("it has at most " + max + " elements");
          }
          List<T> all = new ArrayList<>();
          for (String part : parts) {
            all.add(read.apply(part));
          }
          return List.copyOf(all);
        });
  }

  private static Map<String, Object> schema(String type, Object... more) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    for (int i = 0; i < more.length; i += 2) {
      schema.put((String) more[i], more[i + 1]);
    }
    return schema;
  }
}
