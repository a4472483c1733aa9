package io.millrace.web.openapi;

import static io.millrace.web.openapi.OpenApiDocument.map;

import io.millrace.connectors.http.intake.IntakeRoute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The intake's routes, which another module serves, in the words of OpenAPI. Their answers are in
 * docs/security.md and, for InfluxDB's clients, in the form that these read.
 */
final class IntakeDescription {
  private IntakeDescription() {}

  static Map<String, Map<String, Object>> paths() {
    Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    for (IntakeRoute route : IntakeRoute.values()) {
      String path = path(route);
      paths
          .computeIfAbsent(path, _ -> new LinkedHashMap<>())
          .put(route.method().toLowerCase(Locale.ROOT), operation(route, path));
    }
    return paths;
  }

  /** The path as OpenAPI has it: it knows no parameter that holds slashes. */
  static String path(IntakeRoute route) {
    return route.path().replace('<', '{').replace('>', '}');
  }

  private static Map<String, Object> operation(IntakeRoute route, String path) {
    Map<String, Object> operation =
        map(
            "operationId",
            operationId(route),
            "tags",
            List.of("Ingest"),
            "summary",
            summary(route),
            "description",
            description(route));
    if (path.contains("{channel}")) {
      operation.put(
          "parameters",
          List.of(
              map(
                  "name",
                  "channel",
                  "in",
                  "path",
                  "required",
                  true,
                  "description",
                  "The channel, such as press/1; it may hold slashes.",
                  "schema",
                  map("type", "string"))));
    }
    if (handsOver(route)) {
      operation.put(
          "requestBody",
          map("required", true, "content", map("*/*", map("schema", map("type", "string")))));
    }
    operation.put(
        "responses",
        map(
            "2XX",
            map("description", "Taken: what was handed over is on disk."),
            "4XX",
            map("description", "Refused; nothing was taken. The body says why."),
            "5XX",
            map("description", "Nothing was acknowledged. Send it again later.")));
    operation.put("security", List.of(map("token", List.of())));
    return operation;
  }

  private static boolean handsOver(IntakeRoute route) {
    return switch (route) {
      case INGEST, INFLUX_V1_WRITE, INFLUX_V2_WRITE -> true;
      case INFLUX_V1_QUERY, INFLUX_PING, INFLUX_PING_HEAD -> false;
    };
  }

  private static String operationId(IntakeRoute route) {
    return switch (route) {
      case INGEST -> "ingest";
      case INFLUX_V1_WRITE -> "influxV1Write";
      case INFLUX_V2_WRITE -> "influxV2Write";
      case INFLUX_V1_QUERY -> "influxV1Query";
      case INFLUX_PING -> "influxPing";
      case INFLUX_PING_HEAD -> "influxPingHead";
    };
  }

  private static String summary(IntakeRoute route) {
    return switch (route) {
      case INGEST -> "Hand over a message";
      case INFLUX_V1_WRITE -> "Hand over lines, as to InfluxDB 1";
      case INFLUX_V2_WRITE -> "Hand over lines, as to InfluxDB 2";
      case INFLUX_V1_QUERY -> "Answer Telegraf, which creates its database";
      case INFLUX_PING, INFLUX_PING_HEAD -> "Say that the server is there";
    };
  }

  private static String description(IntakeRoute route) {
    return handsOver(route)
        ? "204 comes after the message is on disk. Needs a token with the scope INGEST."
        : "For clients of InfluxDB.";
  }
}
