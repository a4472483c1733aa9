package io.millrace.connectors.http.intake;

import io.millrace.connectors.http.problem.Problem;
import io.millrace.connectors.http.problem.ProblemJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** In which form clients expect errors. */
enum Flavour {
  /** RFC 9457 as it stands. */
  MILLRACE,
  /** InfluxDB 1: the member {@code error}. */
  INFLUX_V1,
  /** InfluxDB 2: the members {@code code}, in words of its own, and {@code message}. */
  INFLUX_V2;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  /** The response that tells of a problem. */
  IntakeResponse respond(Problem problem) {
    return switch (this) {
      case MILLRACE ->
          IntakeResponse.problem(problem, Problem.MEDIA_TYPE, text(ProblemJson.write(problem)));
      case INFLUX_V1 -> influxV1(retryable(problem));
      case INFLUX_V2 -> influx(problem, Map.of("code", influxCode(problem.status())));
    };
  }

  /**
   * Telegraf's output for InfluxDB 1 throws the data away on every status from 400 to 499, also on
   * 429, and sends again on 5xx only.
   */
  private static Problem retryable(Problem problem) {
    return problem.status() == TOO_MANY_REQUESTS ? problem.withStatus(UNAVAILABLE) : problem;
  }

  private static IntakeResponse influxV1(Problem problem) {
    return influx(problem, Map.of("error", problem.detail()));
  }

  private static IntakeResponse influx(Problem problem, Map<String, Object> first) {
    Problem told = problem.with(Map.of("message", problem.detail()));
    return IntakeResponse.problem(told, "application/json", text(ProblemJson.write(told, first)));
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** The codes of InfluxDB 2's error responses. */
  private static String influxCode(int status) {
    return switch (status) {
      case 401 -> "unauthorized";
      case 403 -> "forbidden";
      case 404 -> "not found";
      case 409 -> "conflict";
      case 413 -> "request too large";
      case TOO_MANY_REQUESTS -> "too many requests";
      case UNAVAILABLE -> "unavailable";
      default -> status < 500 ? "invalid" : "internal error";
    };
  }
}
