package io.millrace.web.json;

import io.millrace.model.sample.SampleValue;
import io.millrace.security.secret.Secret;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON Schema (draft 2020-12, as OpenAPI 3.1 has it) of record types, by the same rules as {@link
 * ApiJson}. Each record becomes a component under its simple name, which is unique. Not
 * thread-safe.
 */
public final class JsonSchemas {
  private static final String REFERENCE = "#/components/schemas/";

  private final Map<String, Map<String, Object>> components = new TreeMap<>();
  private final Map<String, Class<?>> owners = new TreeMap<>();

  /** All components that were asked for so far, by name. */
  public Map<String, Map<String, Object>> components() {
    return components;
  }

  /**
   * The schema of a type: a reference if it is a record.
   *
   * @throws IllegalArgumentException for a type that has no form in JSON
   */
  public Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic);
    }
    if (type instanceof Class<?> raw) {
      return ofClass(raw);
    }
    throw new IllegalArgumentException("The type " + type + " has no form in JSON.");
  }

  /**
   * A component for a record with type arguments, such as a page of something.
   *
   * @param name of the component
   * @param raw the record
   * @param argument what stands for its one type variable
   */
  public Map<String, Object> of(String name, Class<?> raw, Type argument) {
    return component(name, raw, argument);
  }

  private Map<String, Object> ofGeneric(ParameterizedType generic) {
    Class<?> raw = (Class<?>) generic.getRawType();
    Type[] arguments = generic.getActualTypeArguments();
    if (Collection.class.isAssignableFrom(raw)) {
      return map("type", "array", "items", of(arguments[0]));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return map("type", "object", "additionalProperties", of(arguments[1]));
    }
    if (raw == Optional.class) {
      return of(arguments[0]);
    }
    if (raw.isRecord() && arguments.length == 1 && arguments[0] instanceof Class<?> item) {
      return component(item.getSimpleName() + raw.getSimpleName(), raw, item);
    }
    throw new IllegalArgumentException("The type " + generic + " has no form in JSON.");
  }

  private Map<String, Object> ofClass(Class<?> type) {
    if (ModelJson.IDS.containsKey(type) || type == UUID.class) {
      return map("type", "string", "format", "uuid");
    }
    if (type == String.class) {
      return map("type", "string");
    }
    if (type == Secret.class) {
      return map("type", "string", "format", "password", "writeOnly", true);
    }
    if (type == Instant.class) {
      return map("type", "string", "format", "date-time");
    }
    if (type == LocalDate.class) {
      return map("type", "string", "format", "date");
    }
    if (type == LocalTime.class || type == LocalDateTime.class) {
      return map("type", "string");
    }
    if (type == Duration.class) {
      return map("type", "string", "format", "duration");
    }
    if (type == int.class || type == Integer.class || type == short.class) {
      return map("type", "integer", "format", "int32");
    }
    if (type == long.class || type == Long.class) {
      return map("type", "integer", "format", "int64");
    }
    if (type == double.class || type == Double.class) {
      return map("type", "number", "format", "double");
    }
    if (type == boolean.class || type == Boolean.class) {
      return map("type", "boolean");
    }
    if (SampleValue.class.isAssignableFrom(type)) {
      return map("type", List.of("boolean", "number", "string", "object"));
    }
    if (type == Object.class || JsonNode.class.isAssignableFrom(type)) {
      return map();
    }
    if (type.isEnum()) {
      return map(
          "type",
          "string",
          "enum",
          Arrays.stream(type.getEnumConstants()).map(each -> ((Enum<?>) each).name()).toList());
    }
    if (type.isRecord()) {
      return component(type.getSimpleName(), type, null);
    }
    throw new IllegalArgumentException("The type " + type.getName() + " has no form in JSON.");
  }

  private Map<String, Object> component(String name, Class<?> type, @Nullable Type argument) {
    Class<?> owner = owners.putIfAbsent(name, type);
    if (owner != null && owner != type) {
      throw new IllegalArgumentException(
          "Two records have the name " + name + ": " + owner.getName() + ", " + type.getName());
    }
    if (owner == null) {
      Map<String, Object> schema = new LinkedHashMap<>();
      components.put(name, schema); // before its parts, so that it may contain itself
      describe(schema, type, argument);
    }
    return map("$ref", REFERENCE + name);
  }

  private void describe(Map<String, Object> schema, Class<?> type, @Nullable Type argument) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.put(
          component.getName(),
          constrained(of(resolved(component.getGenericType(), argument)), component));
      if (!Reflection.isNullable(component)) {
        required.add(component.getName());
      }
    }
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
  }

  /** What a component's type is once the record's type variable is known. */
  private static Type resolved(Type declared, @Nullable Type argument) {
    if (argument == null) {
      return declared;
    }
    if (declared instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] instanceof java.lang.reflect.TypeVariable<?>) {
      return new ListOf((Class<?>) list.getRawType(), argument);
    }
    return declared instanceof java.lang.reflect.TypeVariable<?> ? argument : declared;
  }

  private record ListOf(Class<?> raw, Type item) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return new Type[] {item};
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }
  }

  private static Map<String, Object> constrained(
      Map<String, Object> schema, AnnotatedElement element) {
    Field field = element.getAnnotation(Field.class);
    if (field == null) {
      return schema;
    }
    Map<String, Object> all = new LinkedHashMap<>(schema);
    all.put("description", field.value());
    boolean whole = "integer".equals(schema.get("type"));
    if (field.min() != Double.NEGATIVE_INFINITY) {
      all.put("minimum", number(field.min(), whole));
    }
    if (field.max() != Double.POSITIVE_INFINITY) {
      all.put("maximum", number(field.max(), whole));
    }
    String of =
        switch (String.valueOf(schema.get("type"))) {
          case "array" -> "Items";
          case "object" -> "Properties";
          default -> "Length";
        };
    if (field.minLength() > 0) {
      all.put("min" + of, field.minLength());
    }
    if (field.maxLength() < Integer.MAX_VALUE) {
      all.put("max" + of, field.maxLength());
    }
    if (!field.schema().isEmpty()) {
      all.putAll(ApiJson.mapper().readValue(field.schema(), MAP));
    }
    return all;
  }

  private static final tools.jackson.core.type.TypeReference<Map<String, Object>> MAP =
      new tools.jackson.core.type.TypeReference<>() {};

  private static Object number(double value, boolean whole) {
    if (whole) {
      return (long) value;
    }
    return value;
  }

  private static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
