package io.millrace.demo.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;

/** Posts bodies and says in words of our own what the server made of them. Thread-safe. */
public final class HttpSender {
  private static final int LONGEST_DETAIL = 500;
  private static final long DEFAULT_RETRY_MS = 1000;

  private final HttpClient client;
  private final Duration timeout;

  /** A sender that shares a client with others. */
  public HttpSender(HttpClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  /** What the server made of a body. */
  public sealed interface Result {
    /** It is stored. */
    record Stored() implements Result {}

    /** The server is busy; to be sent again after so many milliseconds. */
    record Later(long afterMs) implements Result {}

    /** The server does not accept the token. */
    record Unauthorised(int status) implements Result {}

    /** The server will never accept this body. */
    record Refused(int status, String detail) implements Result {}
  }

  /**
   * Posts a body.
   *
   * @param token goes into the Authorization header and nowhere else
   * @throws IOException if there is no answer, or one that means nothing to us
   */
  public Result post(URI uri, String contentType, String token, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    int status = response.statusCode();
    return switch (status) {
      case 200, 201, 202, 204 -> new Result.Stored();
      case 429, 503, 507 -> new Result.Later(retryAfterMs(response));
      case 401, 403 -> new Result.Unauthorised(status);
      case 400, 404, 405, 413, 415, 422 -> new Result.Refused(status, detail(response.body()));
      default -> throw new IOException("The server answered with status " + status + ".");
    };
  }

  private static long retryAfterMs(HttpResponse<byte[]> response) {
    OptionalLong seconds = OptionalLong.empty();
    try {
      seconds = response.headers().firstValueAsLong("Retry-After");
    } catch (NumberFormatException e) {
      // A date, or nonsense: the default pause does for both.
    }
    long ms = seconds.isPresent() ? seconds.getAsLong() * 1000 : DEFAULT_RETRY_MS;
    return Math.clamp(ms, 100, 60_000);
  }

  private static String detail(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
  }
}
