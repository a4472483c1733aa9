package io.millrace.bench.endtoend;

import io.millrace.bench.peer.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server as it is shipped, in a process of its own, started by its launcher with its default
 * memory budget and a data folder of its own.
 */
public final class ServerUnderTest implements AutoCloseable {
  private static final Path LAUNCHER = Path.of("app/target/millrace/millrace").toAbsolutePath();
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final long STOP_LIMIT_S = 40;
  private static final long POLL_NS = 5_000_000;

  private final Path folder;
  private final int mqttPort = FreePort.find();
  private final int httpPort = FreePort.find();
  private final BenchIdentities identities;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> environment;
  private @Nullable Process process;

  private ServerUnderTest(Path folder, BenchIdentities identities, Map<String, String> more) {
    this.folder = folder;
    this.identities = identities;
    this.environment = Map.copyOf(more);
  }

  /** A server that does not run yet, in a folder that it makes. */
  public static ServerUnderTest in(Path folder) throws IOException {
    return in(folder, Map.of());
  }

  /**
   * As {@link #in(Path)}.
   *
   * @param environment of the process, beside ours
   */
  public static ServerUnderTest in(Path folder, Map<String, String> environment)
      throws IOException {
    Files.createDirectories(folder);
    return new ServerUnderTest(folder, BenchIdentities.create(folder.resolve("data")), environment);
  }

  /**
   * Starts it.
   *
   * @param command {@code run} or {@code demo}
   * @return from the start of the process until it says that it is ready
   */
  public Duration start(String command) throws IOException, InterruptedException {
    Path config = folder.resolve("millrace.yaml");
    Files.writeString(config, configuration());
    List<String> words =
        new ArrayList<>(List.of(LAUNCHER.toString(), command, "--config", config.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()));
    builder.environment().putAll(environment);
    long startedNs = System.nanoTime();
    Process started = builder.start();
    process = started;
    while (!isReady()) {
      if (!started.isAlive() || System.nanoTime() - startedNs > START_LIMIT.toNanos()) {
        throw new IllegalStateException(
            "The server did not get ready:\n" + Files.readString(folder.resolve("server.log")));
      }
      LockSupport.parkNanos(POLL_NS);
    }
    return Duration.ofNanos(System.nanoTime() - startedNs);
  }

  private String configuration() {
    return """
        data:
          folder: %s
        http:
          port: %d
        mqtt:
          port: %d
        limits:
          messages-per-second: 1000000
          requests-per-second: 1000000
        """
        .formatted(folder.resolve("data"), httpPort, mqttPort);
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks for a path, as somebody who may read everything. */
  public HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return client.send(
        request(path, identities.readerToken()).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Sends a body, as the source. */
  public HttpResponse<byte[]> post(String path, String contentType, byte[] body)
      throws IOException, InterruptedException {
    return client.send(
        request(path, identities.deviceToken())
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token);
  }

  /** How far the slowest reader of the journal is behind, in milliseconds. */
  public long lagMs() throws IOException, InterruptedException {
    JsonNode health = JsonMapper.shared().readTree(get("/health").body());
    long most = 0;
    for (JsonNode reader : health.path("readers")) {
      most = Math.max(most, reader.path("lagMs").asLong());
    }
    return most;
  }

  /** Waits until no reader is behind, and says how long that took. */
  public Duration awaitNoLag(Duration limit) throws IOException, InterruptedException {
    long fromNs = System.nanoTime();
    while (lagMs() > 0) {
      if (System.nanoTime() - fromNs > limit.toNanos()) {
        throw new IllegalStateException("Readers are still behind after " + limit + ".");
      }
      LockSupport.parkNanos(POLL_NS);
    }
    return Duration.ofNanos(System.nanoTime() - fromNs);
  }

  /** Where MQTT is served. */
  public InetSocketAddress mqtt() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), mqttPort);
  }

  /** Who may do what. */
  BenchIdentities identities() {
    return identities;
  }

  /** What Linux counts of it. */
  public ProcessFigures figures() {
    return new ProcessFigures(running().toHandle());
  }

  private Process running() {
    Process current = process;
    if (current == null) {
      throw new IllegalStateException("The server has not been started.");
    }
    return current;
  }

  /** What it has printed. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("server.log"));
  }

  /** Its data folder. */
  public Path dataFolder() {
    return folder.resolve("data");
  }

  /** Ends it as a power failure would, but for what the disk has not written. */
  public void kill() throws InterruptedException {
    running().destroyForcibly().waitFor();
  }

  /** Stops it and cleans up. */
  @Override
  public void close() {
    stop();
    client.close();
  }

  /** Stops it cleanly; it may be started again. */
  public void stop() {
    Process current = process;
    if (current == null) {
      return;
    }
    current.destroy();
    try {
      if (!current.waitFor(STOP_LIMIT_S, TimeUnit.SECONDS)) {
        current.destroyForcibly();
      }
    } catch (InterruptedException e) {
      current.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
