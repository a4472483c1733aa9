package io.millrace.app.process;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.server.Health;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running server how it is, over loopback. */
public final class ServerProbe {
  private static final int TIMEOUT_MS = 3_000;
  private static final int LONGEST_ANSWER = 256 * 1024;

  private final ObjectMapper json = JsonMapper.builder().build();

  /**
   * The answer of a health address, whatever its HTTP status.
   *
   * @throws AppException {@link AppError#SERVER_UNREACHABLE} when there is none
   */
  public Health ask(URI health) {
    try {
      HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MS);
      connection.setReadTimeout(TIMEOUT_MS);
      connection.setInstanceFollowRedirects(false);
      try (InputStream body = body(connection)) {
        return parse(body.readNBytes(LONGEST_ANSWER));
      } finally {
        connection.disconnect();
      }
    } catch (IOException | JacksonException e) {
      throw new AppException(
          AppError.SERVER_UNREACHABLE,
          "The server does not answer at " + health + " (" + e.getMessage() + ").",
          e);
    }
  }

  private static InputStream body(HttpURLConnection connection) throws IOException {
    boolean refused = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
    InputStream body = refused ? connection.getErrorStream() : connection.getInputStream();
    return body == null ? InputStream.nullInputStream() : body;
  }

  private Health parse(byte[] answer) {
    JsonNode root = json.readTree(answer);
    List<String> problems = new ArrayList<>();
    root.path("problems").forEach(problem -> problems.add(problem.asString("")));
    List<Health.Reader> readers = new ArrayList<>();
    for (JsonNode reader : root.path("readers")) {
      readers.add(
          new Health.Reader(reader.path("name").asString("?"), reader.path("lagMs").asLong(0)));
    }
    JsonNode disk = root.path("disk");
    Optional<Health.Disk> space =
        disk.isObject()
            ? Optional.of(
                new Health.Disk(disk.path("usedBytes").asLong(0), disk.path("freeBytes").asLong(0)))
            : Optional.empty();
    return new Health(root.path("status").asString("unknown"), problems, readers, space);
  }
}
