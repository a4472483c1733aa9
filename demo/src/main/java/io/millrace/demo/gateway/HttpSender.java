package io.millrace.demo.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Posts bodies and says in words of our own what the server made of them. Thread-safe; connections
 * are kept open between bodies.
 *
 * <p>On the JDK's older client: the newer one takes 14 MB more of memory, a sixth of the plant's.
 */
public final class HttpSender {
  private static final int LONGEST_ANSWER = 4096;
  private static final int LONGEST_DETAIL = 500;
  private static final long DEFAULT_RETRY_MS = 1000;

  private final int timeoutMs;

  /** A sender that waits so long for a connection, and for an answer. */
  public HttpSender(Duration timeout) {
    this.timeoutMs = Math.toIntExact(timeout.toMillis());
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
  public Result post(URI uri, String contentType, String token, byte[] body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setConnectTimeout(timeoutMs);
    connection.setReadTimeout(timeoutMs);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Authorization", "Bearer " + token);
    connection.setRequestProperty("Content-Type", contentType);
    connection.setDoOutput(true);
    // With a length known before, the client never sends a body twice by itself.
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    int status = connection.getResponseCode();
    String answer = answer(connection, status);
    return switch (status) {
      case 200, 201, 202, 204 -> new Result.Stored();
      case 429, 503, 507 -> new Result.Later(retryAfterMs(connection));
      case 401, 403 -> new Result.Unauthorised(status);
      case 400, 404, 405, 413, 415, 422 -> new Result.Refused(status, answer);
      default -> throw new IOException("The server answered with status " + status);
    };
  }

  /** Reads the answer to its end, so that the connection can be used again. */
  private static String answer(HttpURLConnection connection, int status) throws IOException {
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      if (in == null) {
        return "";
      }
      byte[] bytes = in.readNBytes(LONGEST_ANSWER);
      in.transferTo(OutputStream.nullOutputStream());
      String text = new String(bytes, StandardCharsets.UTF_8).strip();
      return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
    }
  }

  private static long retryAfterMs(HttpURLConnection connection) {
    // A date, which nobody sends here, counts as nothing said.
    int seconds = connection.getHeaderFieldInt("Retry-After", 0);
    return seconds > 0 ? Math.min(seconds * 1000L, 60_000) : DEFAULT_RETRY_MS;
  }
}
