package io.millrace.web.testing;

import io.millrace.web.json.ApiJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sends requests as somebody, and holds each answer to the API's description. Immutable; {@link
 * #with} makes another one.
 */
public final class WebClient {
  private static final String ASKS_FIRST = "asks first";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http;
  private final int port;
  private final Contract contract;
  private final Map<String, String> headers;

  WebClient(
      HttpClient http,
      int port,
      Contract contract,
      Optional<String> token,
      Optional<String> cookie,
      Optional<String> csrfToken) {
    this(http, port, contract, new LinkedHashMap<>());
    token.ifPresent(text -> headers.put("Authorization", "Bearer " + text));
    cookie.ifPresent(text -> headers.put("Cookie", "millrace-session=" + text));
    csrfToken.ifPresent(text -> headers.put("X-CSRF-Token", text));
  }

  private WebClient(HttpClient http, int port, Contract contract, Map<String, String> headers) {
    this.contract = contract;
    this.http = http;
    this.port = port;
    this.headers = headers;
  }

  /** The same with another header. */
  public WebClient with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new WebClient(http, port, contract, all);
  }

  /** The same without a header. */
  public WebClient without(String name) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.remove(name);
    return new WebClient(http, port, contract, all);
  }

  /** The same with {@code If-Match} of a version. */
  public WebClient ifMatch(long version) {
    return with("If-Match", "\"" + version + "\"");
  }

  /** The value of a header that this client sends. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public WebResponse get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  public WebResponse delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  public WebResponse post(String path) {
    return send("POST", path, BodyPublishers.noBody());
  }

  /** Posts an object as JSON. */
  public WebResponse post(String path, Object body) {
    return json("POST", path, body);
  }

  /** Puts an object as JSON. */
  public WebResponse put(String path, Object body) {
    return json("PUT", path, body);
  }

  /** Patches with an object as JSON. */
  public WebResponse patch(String path, Object body) {
    return json("PATCH", path, body);
  }

  /** Sends an object as JSON; a text as it is. */
  public WebResponse json(String method, String path, Object body) {
    byte[] bytes =
        body instanceof String text
            ? text.getBytes(java.nio.charset.StandardCharsets.UTF_8)
            : ApiJson.write(body);
    return with("Content-Type", "application/json")
        .send(method, path, BodyPublishers.ofByteArray(bytes));
  }

  /** Sends bytes of a media type. */
  public WebResponse send(String method, String path, String mediaType, byte[] body) {
    return with("Content-Type", mediaType).send(method, path, BodyPublishers.ofByteArray(body));
  }

  private WebResponse send(String method, String path, BodyPublisher body) {
    try {
      HttpResponse<byte[]> answer =
          http.send(request(path).method(method, body).build(), BodyHandlers.ofByteArray());
      WebResponse response =
          new WebResponse(method, path, answer.statusCode(), answer.headers(), answer.body());
      contract.check(response);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens an answer that comes bit by bit; close it in the end. */
  public HttpResponse<InputStream> open(String path) {
    try {
      return http.send(request(path).GET().build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The same, but it asks before it sends a body ({@code Expect: 100-continue}), so that a refusal
   * is not lost in a connection that breaks while the body is sent.
   */
  public WebClient askingFirst() {
    return with(ASKS_FIRST, "yes");
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(TIMEOUT);
    headers.forEach(
        (name, value) -> {
          if (name.equals(ASKS_FIRST)) {
            request.expectContinue(true);
          } else {
            request.header(name, value);
          }
        });
    return request;
  }
}
