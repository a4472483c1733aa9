package io.millrace.demo.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.demo.error.DemoError;
import io.millrace.demo.error.DemoException;
import io.millrace.demo.json.JsonText;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.run.RunningPlant;
import io.millrace.demo.truth.Truth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small HTTP server on loopback. Every request needs {@code Authorization: Bearer} with the
 * control token.
 *
 * <ul>
 *   <li>{@code GET /status}: gateways, past data, plug
 *   <li>{@code GET /truth}: what has really happened up to now
 *   <li>{@code POST /pull-the-plug?seconds=60}: cuts the gateways' line for a while
 *   <li>{@code POST /put-the-plug-back}: ends that early
 * </ul>
 */
public final class ControlServer implements AutoCloseable {
  private static final Pattern SECONDS = Pattern.compile("seconds=(\\d{1,4})");
  private static final int DEFAULT_SECONDS = 60;

  private final HttpServer server;
  private final Plant plant;
  private final RunningPlant running;
  private final InstantSource clock;
  private final byte[] authorization;

  /**
   * A server that listens already.
   *
   * @param port on loopback; 0 for a free one
   * @throws DemoException {@link DemoError#CONTROL_UNAVAILABLE} if it cannot be had
   */
  public ControlServer(
      int port, String token, Plant plant, RunningPlant running, InstantSource clock) {
    this.plant = plant;
    this.running = running;
    this.clock = clock;
    this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new DemoException(
          DemoError.CONTROL_UNAVAILABLE,
          "The control port " + port + " cannot be opened: " + e.getMessage() + ".",
          e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isAuthorised(exchange)) {
        answer(exchange, 401, error("The control token is missing or wrong."));
        return;
      }
      String path = exchange.getRequestURI().getPath();
      switch (exchange.getRequestMethod() + " " + path) {
        case "GET /status" -> answer(exchange, 200, StatusText.of(plant, running));
        case "GET /truth" ->
            answer(exchange, 200, new Truth(plant, running.scenario(), clock.millis()).toJson());
        case "POST /pull-the-plug" -> pullThePlug(exchange);
        case "POST /put-the-plug-back" -> {
          running.plug().putBack();
          answer(exchange, 200, StatusText.of(plant, running));
        }
        default -> answer(exchange, 404, error("There is nothing at " + path + "."));
      }
    }
  }

  private boolean isAuthorised(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null
        && MessageDigest.isEqual(header.getBytes(StandardCharsets.UTF_8), authorization);
  }

  private void pullThePlug(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    int seconds = DEFAULT_SECONDS;
    if (query != null) {
      Matcher matcher = SECONDS.matcher(query);
      if (!matcher.matches()) {
        answer(exchange, 400, error("The only parameter is seconds, a whole number."));
        return;
      }
      seconds = Integer.parseInt(matcher.group(1));
    }
    try {
      running.plug().pull(Duration.ofSeconds(seconds));
    } catch (IllegalArgumentException e) {
      answer(exchange, 400, error(String.valueOf(e.getMessage())));
      return;
    }
    answer(exchange, 200, StatusText.of(plant, running));
  }

  private static String error(String detail) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("detail", detail);
          json.writeEndObject();
        });
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
