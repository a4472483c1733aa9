package io.millrace.demo.json;

import io.millrace.demo.error.DemoError;
import io.millrace.demo.error.DemoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object of objects, texts and whole numbers, as settings and state files are. Other values
 * are passed over.
 */
public final class JsonDocument {
  private static final int LONGEST_BYTES = 1 << 20;
  private static final int DEEPEST = 8;

  private final String where;
  private final Map<String, Object> members;

  private JsonDocument(String where, Map<String, Object> members) {
    this.where = where;
    this.members = members;
  }

  /**
   * Reads a file.
   *
   * @param errorCode of the exception if it cannot be read
   */
  public static JsonDocument read(Path file, DemoError errorCode) {
    try {
      if (Files.size(file) > LONGEST_BYTES) {
        throw new DemoException(
            errorCode, "The file " + file + " is longer than " + LONGEST_BYTES + " bytes.");
      }
      return parse(Files.readAllBytes(file), file.toString(), errorCode);
    } catch (IOException e) {
      throw new DemoException(
          errorCode, "The file " + file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Reads bytes.
   *
   * @param where they come from, for messages
   */
  public static JsonDocument parse(byte[] bytes, String where, DemoError errorCode) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new DemoException(errorCode, where + " does not hold a JSON object.");
      }
      return new JsonDocument(where, members(parser, where, errorCode, 0));
    } catch (JacksonException e) {
      throw new DemoException(
          errorCode, where + " is not JSON: " + e.getOriginalMessage() + ".", e);
    }
  }

  private static Map<String, Object> members(
      JsonParser parser, String where, DemoError errorCode, int depth) {
    if (depth == DEEPEST) {
      throw new DemoException(errorCode, where + " is nested more than " + DEEPEST + " deep.");
    }
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      switch (parser.nextToken()) {
        case START_OBJECT -> members.put(name, members(parser, where, errorCode, depth + 1));
        case VALUE_STRING -> members.put(name, parser.getString());
        case VALUE_NUMBER_INT -> members.put(name, parser.getLongValue());
        default -> parser.skipChildren();
      }
    }
    return members;
  }

  /** The member of a name; null if there is none or it is no object. */
  public @Nullable JsonDocument object(String name) {
    if (members.get(name) instanceof Map<?, ?> map) {
      Map<String, Object> nested = new LinkedHashMap<>();
      map.forEach((key, value) -> nested.put((String) key, value));
      return new JsonDocument(where + ", " + name, nested);
    }
    return null;
  }

  /** The member of a name; null if there is none or it is no text. */
  public @Nullable String text(String name) {
    return members.get(name) instanceof String text ? text : null;
  }

  /** The member of a name; null if there is none or it is no whole number. */
  public @Nullable Long number(String name) {
    return members.get(name) instanceof Long number ? number : null;
  }

  /** All whole numbers, by name. */
  public Map<String, Long> numbers() {
    Map<String, Long> numbers = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          if (value instanceof Long number) {
            numbers.put(name, number);
          }
        });
    return numbers;
  }
}
