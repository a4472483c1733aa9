package io.millrace.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An InfluxDB 1 server of our own on free ports of loopback. It is told to compact what it holds
 * soon after the last write, so that its size on disk need not be waited for for hours.
 */
public final class InfluxPeer implements AutoCloseable {
  private static final String DATABASE = "bench";
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration SETTLE_LIMIT = Duration.ofMinutes(3);
  private static final long LOOK_EVERY_MS = 500;
  private static final int QUIET_LOOKS = 12;

  private final Process process;
  private final Path folder;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private InfluxPeer(Process process, Path folder, URI address) {
    this.process = process;
    this.folder = folder;
    this.address = address;
  }

  /** Whether there is an InfluxDB server to start. */
  public static boolean isInstalled() {
    return program().isPresent();
  }

  private static Optional<Path> program() {
    return Program.onPath("influxd");
  }

  /** Starts a server with an empty database. */
  public static InfluxPeer start() throws IOException, InterruptedException {
    Path program =
        program().orElseThrow(() -> new IOException("There is no influxd on the search path."));
    Path folder = Files.createTempDirectory("millrace-bench-influxdb-");
    int port = FreePort.find();
    Path configuration = folder.resolve("influxdb.conf");
    Files.writeString(configuration, configuration(folder, port, FreePort.find()));
    Process process =
        new ProcessBuilder(program.toString(), "-config", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    InfluxPeer peer = new InfluxPeer(process, folder, URI.create("http://127.0.0.1:" + port));
    try {
      peer.awaitReady();
      peer.post("/query?q=CREATE%20DATABASE%20" + DATABASE, new byte[0]);
      return peer;
    } catch (IOException | InterruptedException e) {
      peer.close();
      throw e;
    }
  }

  private static String configuration(Path folder, int httpPort, int backupPort) {
    return """
        reporting-disabled = true
        bind-address = "127.0.0.1:%d"
        [meta]
          dir = "%s/meta"
        [data]
          dir = "%s/data"
          wal-dir = "%s/wal"
          query-log-enabled = false
          cache-snapshot-write-cold-duration = "1s"
          compact-full-write-cold-duration = "1s"
        [monitor]
          store-enabled = false
        [http]
          bind-address = "127.0.0.1:%d"
          log-enabled = false
        """
        .formatted(backupPort, folder, folder, folder, httpPort);
  }

  private void awaitReady() throws IOException, InterruptedException {
    long endNs = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try {
        send(HttpRequest.newBuilder(address.resolve("/ping")).GET().build());
        return;
      } catch (IOException e) {
        if (System.nanoTime() > endNs || !process.isAlive()) {
          throw new IOException(
              "InfluxDB did not start: " + Files.readString(folder.resolve("log")), e);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
      }
    }
  }

  /** Name and version, such as {@code InfluxDB 1.6.7}. */
  public String name() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(HttpRequest.newBuilder(address.resolve("/ping")).GET().build());
    String version = answer.headers().firstValue("X-Influxdb-Version").orElse("1");
    return "InfluxDB " + version.split("~", 2)[0];
  }

  /** Writes a body of line protocol with times in nanoseconds; returns when it is on disk. */
  public void write(byte[] lines) throws IOException, InterruptedException {
    post("/write?precision=ns&db=" + DATABASE, lines);
  }

  /** Runs a query and returns the JSON that it answers. */
  public String query(String influxQl) throws IOException, InterruptedException {
    String encoded = URLEncoder.encode(influxQl, StandardCharsets.UTF_8);
    return send(HttpRequest.newBuilder(address.resolve("/query?db=" + DATABASE + "&q=" + encoded))
            .GET()
            .build())
        .body();
  }

  /**
   * Bytes on disk once nothing changes any more: its log emptied, its files compacted. Its file of
   * series is not counted, since that is laid out at 32 MB in advance, however few series there
   * are.
   */
  public long settledBytes() throws IOException, InterruptedException {
    long endNs = System.nanoTime() + SETTLE_LIMIT.toNanos();
    long last = -1;
    int quiet = 0;
    while (quiet < QUIET_LOOKS && System.nanoTime() < endNs) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
      long now = bytes();
      quiet = now == last ? quiet + 1 : 0;
      last = now;
    }
    return last;
  }

  private long bytes() throws IOException {
    while (true) {
      try {
        return Program.bytesBelow(folder.resolve("data"))
            - Program.bytesBelow(folder.resolve("data").resolve(DATABASE).resolve("_series"))
            + Program.bytesBelow(folder.resolve("wal"));
      } catch (NoSuchFileException | UncheckedIOException e) {
        // It compacts just now, and a file went while we looked: look again.
      }
    }
  }

  private void post(String path, byte[] body) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(address.resolve(path))
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "InfluxDB answered "
              + request.uri()
              + " with "
              + answer.statusCode()
              + ": "
              + answer.body());
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    client.close();
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Program.delete(folder);
  }
}
