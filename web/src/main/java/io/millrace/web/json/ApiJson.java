package io.millrace.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.web.error.WebException;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records to JSON and back. Thread-safe. Strict in what it reads: unknown, doubled or missing
 * members, numbers for texts and anything behind the end are refused, naming the field.
 */
public final class ApiJson {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT = 1 << 20;
  private static final int MAX_NUMBER = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_TEXT)
                          .maxNumberLength(MAX_NUMBER)
                          .maxNameLength(256)
                          .build())
                  .build())
          .addModule(new ModelJson().module())
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private ApiJson() {}

  /** The mapper, for whoever writes trees or streams. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** The JSON of an object, UTF-8. */
  public static byte[] write(Object body) {
    return MAPPER.writeValueAsBytes(body);
  }

  /**
   * Reads a record and checks it by its {@link Field} marks.
   *
   * @throws WebException with {@code BODY_INVALID}, naming the field
   */
  public static <T> T read(byte[] json, Class<T> type) {
    T read;
    try {
      read = MAPPER.readValue(json, type);
    } catch (DatabindException e) {
      if (e.getCause() instanceof io.millrace.model.error.MillraceException known) {
        throw known;
      }
      throw WebException.field(path(e.getPath()), message(e));
    } catch (JacksonException e) {
      throw WebException.field("", "The body is no JSON that is read here" + place(e) + ".");
    }
    if (read == null) {
      throw WebException.field("", "The body is the JSON value null, and the route needs more.");
    }
    RecordCheck.check(read);
    return read;
  }

  private static String place(JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    return location == null || location.getLineNr() < 1
        ? ""
        : ": line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static String message(DatabindException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "There is no field '" + cut(unknown.getPropertyName()) + "' here.";
    }
    String path = path(e.getPath());
    String where = path.isEmpty() ? "The body" : "The field '" + path + "'";
    Throwable cause = e.getCause();
    return cause instanceof IllegalArgumentException && cause.getMessage() != null
        ? where + " cannot be read: " + cut(cause.getMessage())
        : where + " is not of the type that the reference states.";
  }

  private static String path(List<JacksonException.Reference> references) {
    String path =
        references.stream()
            .map(
                each ->
                    each.getPropertyName() == null
                        ? "[" + each.getIndex() + "]"
                        : "." + each.getPropertyName())
            .collect(Collectors.joining());
    return cut(path.startsWith(".") ? path.substring(1) : path);
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
