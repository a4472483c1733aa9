package io.millrace.connectors.http.problem;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes problems as JSON. Thread-safe. */
public final class ProblemJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ProblemJson() {}

  /** The body of an {@code application/problem+json} response, UTF-8. */
  public static byte[] write(Problem problem) {
    return write(problem, Map.of());
  }

  /**
   * As {@link #write(Problem)} with other members before those of the standard. A member that the
   * standard has too is written once, as given here.
   */
  public static byte[] write(Problem problem, Map<String, Object> first) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      first.forEach((name, value) -> member(json, name, value));
      Map<String, Object> standard =
          Map.of(
              "type", problem.type(),
              "title", problem.title(),
              "status", problem.status(),
              "detail", problem.detail(),
              "code", problem.code());
      for (String name : new String[] {"type", "title", "status", "detail", "code"}) {
        if (!first.containsKey(name)) {
          member(json, name, standard.getOrDefault(name, ""));
        }
      }
      problem.members().forEach((name, value) -> member(json, name, value));
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void member(JsonGenerator json, String name, Object value) {
    json.writeName(name);
    switch (value) {
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      default -> json.writeString(value.toString());
    }
  }
}
