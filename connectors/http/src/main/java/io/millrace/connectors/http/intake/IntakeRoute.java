package io.millrace.connectors.http.intake;

/** The routes of this front, as data: for the web server and for the API's description. */
public enum IntakeRoute {
  /** Any payload into a channel. */
  INGEST("POST", "/api/v1/ingest/<channel>", Flavour.MILLRACE),
  /** Line protocol as InfluxDB 1 takes it. */
  INFLUX_V1_WRITE("POST", "/write", Flavour.INFLUX_V1),
  /** Line protocol as InfluxDB 2 takes it. */
  INFLUX_V2_WRITE("POST", "/api/v2/write", Flavour.INFLUX_V2),
  /** What Telegraf sends to InfluxDB 1 before it writes: {@code CREATE DATABASE}. */
  INFLUX_V1_QUERY("POST", "/query", Flavour.INFLUX_V1),
  /** Whether there is somebody, as both versions of InfluxDB say it. */
  INFLUX_PING("GET", "/ping", Flavour.INFLUX_V2),
  /** The same without a body. */
  INFLUX_PING_HEAD("HEAD", "/ping", Flavour.INFLUX_V2);

  private final String method;
  private final String path;
  private final Flavour flavour;

  IntakeRoute(String method, String path, Flavour flavour) {
    this.method = method;
    this.path = path;
    this.flavour = flavour;
  }

  /** The HTTP method. */
  public String method() {
    return method;
  }

  /** The path; {@code <channel>} stands for the rest, slashes included. */
  public String path() {
    return path;
  }

  /** Whether requests of this route hand something over, and so are counted. */
  boolean handsOver() {
    return switch (this) {
      case INGEST, INFLUX_V1_WRITE, INFLUX_V2_WRITE -> true;
      case INFLUX_V1_QUERY, INFLUX_PING, INFLUX_PING_HEAD -> false;
    };
  }

  /** In which form clients of this route expect errors. */
  Flavour flavour() {
    return flavour;
  }
}
