package io.millrace.web.openapi;

import io.millrace.connectors.http.problem.Problem;
import io.millrace.web.json.JsonSchemas;
import io.millrace.web.problem.RouteErrors;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.Page;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.RequestBody;
import io.millrace.web.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Describes routes as OpenAPI 3.1. The result is a tree of maps and lists. */
public final class OpenApiDocument {
  private static final String PROBLEM = "Problem";

  private final JsonSchemas schemas = new JsonSchemas();

  private OpenApiDocument() {}

  /**
   * The document.
   *
   * @param routes of the API
   * @param version of the program
   */
  public static Map<String, Object> of(List<Route> routes, String version) {
    return new OpenApiDocument().build(routes, version);
  }

  private Map<String, Object> build(List<Route> routes, String version) {
    Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    for (Route route : routes) {
      paths
          .computeIfAbsent(route.path(), _ -> new LinkedHashMap<>())
          .put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
    }
    paths.putAll(IntakeDescription.paths());
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("securitySchemes", securitySchemes());
    Map<String, Object> all = new LinkedHashMap<>(schemas.components());
    all.put(PROBLEM, problem());
    components.put("schemas", all);
    return map(
        "openapi",
        "3.1.0",
        "info",
        map(
            "title",
            "Millrace",
            "version",
            version,
            "description",
            "Connects machines, keeps every reading, gives it back. The guide is docs/api.md.",
            "license",
            map("name", "Apache-2.0", "identifier", "Apache-2.0")),
        "servers",
        List.of(map("url", "/")),
        "paths",
        paths,
        "components",
        components);
  }

  private Map<String, Object> operation(Route route) {
    Map<String, Object> operation =
        map(
            "operationId",
            route.operationId(),
            "tags",
            List.of(route.tag()),
            "summary",
            route.summary(),
            "description",
            (route.description() + "\n\n" + AccessText.of(route.access())).strip());
    List<Object> parameters = new ArrayList<>();
    route.parameters().forEach(each -> parameters.add(parameter(each)));
    if (route.versioned()) {
      parameters.add(
          map(
              "name",
              "If-Match",
              "in",
              "header",
              "required",
              true,
              "description",
              "The ETag with which the thing was read.",
              "schema",
              map("type", "string")));
    }
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    RequestBody body = route.body();
    if (body != null) {
      operation.put("requestBody", body(body));
    }
    operation.put("responses", responses(route));
    operation.put(
        "security",
        route.access() instanceof Access.Open
            ? List.of()
            : List.of(map("session", List.of()), map("token", List.of())));
    return operation;
  }

  private static Map<String, Object> parameter(Parameter<?> parameter) {
    Map<String, Object> schema = new LinkedHashMap<>(parameter.type().schema());
    Object fallback = parameter.fallback();
    if (fallback != null) {
      schema.put("default", json(fallback));
    }
    Map<String, Object> described =
        map(
            "name",
            parameter.name(),
            "in",
            parameter.in().name().toLowerCase(Locale.ROOT),
            "required",
            parameter.required(),
            "description",
            parameter.description(),
            "schema",
            schema);
    if ("array".equals(schema.get("type"))) {
      described.put("style", "form");
      described.put("explode", false);
    }
    return described;
  }

  private static Object json(Object fallback) {
    return switch (fallback) {
      case Number number -> number;
      case Boolean flag -> flag;
      case List<?> list -> list.stream().map(OpenApiDocument::json).toList();
      default -> fallback.toString();
    };
  }

  private Map<String, Object> body(RequestBody body) {
    Map<String, Object> content = new LinkedHashMap<>();
    for (String mediaType : body.mediaTypes()) {
      Class<?> type = body.type();
      content.put(
          mediaType,
          map(
              "schema",
              type == null ? map("type", "string", "format", "binary") : schemas.of(type)));
    }
    return map(
        "required",
        true,
        "description",
        body.description() + " At most " + body.maxBytes() + " bytes.",
        "content",
        content);
  }

  private Map<String, Object> responses(Route route) {
    Map<String, Object> responses = new LinkedHashMap<>();
    for (Answer answer : route.answers()) {
      responses.merge(Integer.toString(answer.status()), response(answer), OpenApiDocument::both);
    }
    RouteErrors.of(route)
        .forEach(
            (status, codes) ->
                responses.putIfAbsent(Integer.toString(status), problem(String.join(", ", codes))));
    for (int status : Set.copyOf(RouteErrors.ANYWHERE).stream().sorted().toList()) {
      responses.putIfAbsent(
          Integer.toString(status), problem("The server is in trouble, or asked too much."));
    }
    return responses;
  }

  /** Two answers with one status: another form of the same. */
  @SuppressWarnings("unchecked") // this class made these maps
  private static Object both(Object first, Object second) {
    Map<String, Object> all = new LinkedHashMap<>((Map<String, Object>) first);
    Map<String, Object> other = (Map<String, Object>) second;
    all.put("description", all.get("description") + " Or: " + other.get("description"));
    Map<String, Object> content = new LinkedHashMap<>();
    content.putAll((Map<String, Object>) all.getOrDefault("content", Map.of()));
    content.putAll((Map<String, Object>) other.getOrDefault("content", Map.of()));
    all.put("content", content);
    return all;
  }

  private Map<String, Object> response(Answer answer) {
    Map<String, Object> response = map("description", answer.description());
    if (answer.versioned()) {
      response.put(
          "headers",
          map(
              "ETag",
              map(
                  "description",
                  "The version, to be sent as If-Match with a change.",
                  "schema",
                  map("type", "string"))));
    }
    String mediaType = answer.mediaType();
    if (mediaType != null) {
      response.put("content", map(mediaType, map("schema", schema(answer))));
    }
    return response;
  }

  private Map<String, Object> schema(Answer answer) {
    Class<?> type = answer.type();
    if (type == null) {
      return Answer.JSON.equals(answer.mediaType()) ? map() : map("type", "string");
    }
    return answer.pageOf()
        ? schemas.of(type.getSimpleName() + "Page", Page.class, type)
        : schemas.of(type);
  }

  private static Map<String, Object> problem(String description) {
    return map(
        "description",
        description,
        "content",
        map(Problem.MEDIA_TYPE, map("schema", map("$ref", "#/components/schemas/" + PROBLEM))));
  }

  private static Map<String, Object> problem() {
    Map<String, Object> text = map("type", "string");
    return map(
        "type",
        "object",
        "description",
        "What is wrong (RFC 9457).",
        "properties",
        map(
            "type", text,
            "title", text,
            "status", map("type", "integer"),
            "detail", described("A full sentence for a person."),
            "code", described("Stable; what programs go by."),
            "parameter", described("Which parameter is wrong."),
            "field", described("Which field of the body is wrong.")),
        "required",
        List.of("type", "title", "status", "detail", "code"));
  }

  private static Map<String, Object> described(String description) {
    return map("type", "string", "description", description);
  }

  private static Map<String, Object> securitySchemes() {
    return map(
        "session",
        map(
            "type",
            "apiKey",
            "in",
            "cookie",
            "name",
            "millrace-session",
            "description",
            "A person who has signed in. Changes need the header X-CSRF-Token too."),
        "token",
        map(
            "type",
            "http",
            "scheme",
            "bearer",
            "description",
            "A token of a device or a program."));
  }

  /** A map in the order in which it is written. */
  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
