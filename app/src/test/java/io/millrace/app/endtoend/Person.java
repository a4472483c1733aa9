package io.millrace.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The owner in a browser: cookies, and the token against forged requests. */
final class Person {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PASSWORD = "copper kettle on fire";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient browser =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .build();
  private URI web;
  private String csrfToken = "";

  private Person(URI web) {
    this.web = web;
  }

  /** Somebody who follows the link, sets a password, and is signed in by that. */
  static Person firstOwner(URI web, URI link) {
    Person person = new Person(web);
    JsonNode session =
        person.post(
            "/api/v1/setup/first-owner",
            Map.of(
                "secret",
                link.getFragment(),
                "login",
                "olga",
                "displayName",
                "Olga",
                "password",
                PASSWORD));
    person.csrfToken = session.path("csrfToken").asString();
    return person;
  }

  /** The server has started again at another port: the same person signs in again. */
  void movesTo(URI newWeb) {
    web = newWeb;
    JsonNode session = post("/api/v1/sign-in", Map.of("login", "olga", "password", PASSWORD));
    csrfToken = session.path("csrfToken").asString();
  }

  /** The answer to a question, which must be one. */
  JsonNode get(String path) {
    HttpResponse<String> response = send(request(path).GET());
    assertThat(response.statusCode()).as("GET %s: %s", path, response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  /** The answer to a change, which must have been made. */
  JsonNode post(String path, Object body) {
    HttpResponse<String> response =
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    assertThat(response.statusCode()).as("POST %s: %s", path, response.body()).isBetween(200, 299);
    return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
  }

  /** Does something to a thing of which this version was seen. */
  void change(String path, long version) {
    HttpResponse<String> response =
        send(request(path).header("If-Match", "\"" + version + "\"").POST(BodyPublishers.noBody()));
    assertThat(response.statusCode()).as("POST %s: %s", path, response.body()).isBetween(200, 299);
  }

  /** What a device is answered that hands over a message by HTTP. */
  int ingest(Device device, String channel, String payload) {
    return send(HttpRequest.newBuilder(web.resolve("/api/v1/ingest/" + channel))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + device.token())
            .POST(BodyPublishers.ofString(payload)))
        .statusCode();
  }

  /** The answer to a file that is handed over, whatever it is. */
  HttpResponse<String> send(String method, String path, String contentType, BodyPublisher body) {
    return send(request(path).header("Content-Type", contentType).method(method, body));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(web.resolve(path)).timeout(LIMIT);
    if (!csrfToken.isEmpty()) {
      request.header("X-CSRF-Token", csrfToken);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return browser.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Makes a source, and a token for its device. */
  Device device(String name) {
    String source = post("/api/v1/sources", Map.of("name", name)).path("id").asString();
    String token =
        post("/api/v1/tokens", Map.of("label", name, "scopes", List.of("INGEST"), "source", source))
            .path("text")
            .asString();
    return new Device(name, source, token);
  }

  /**
   * A device.
   *
   * @param name its source's name
   * @param source its source's id
   * @param token what it shows
   */
  record Device(String name, String source, String token) {}

  /** The points that a source has brought and that nobody has described. */
  JsonNode unmapped(Device device) {
    return get("/api/v1/unmapped-points?source=" + device.source()).path("items");
  }

  /** The id of a source's unmapped point by its path within the message; empty if there is none. */
  String unmappedPoint(Device device, String path) {
    for (JsonNode point : unmapped(device)) {
      if (point.path("address").path("path").asString().equals(path)) {
        return point.path("id").asString();
      }
    }
    return "";
  }
}
