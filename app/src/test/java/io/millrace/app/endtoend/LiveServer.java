package io.millrace.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.testing.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server in a process of its own, on free ports of loopback, with an owner who has signed in by
 * the link that it printed. It may be stopped or killed and started again on the same data.
 */
final class LiveServer implements AutoCloseable {
  private static final Pattern WEB = Pattern.compile("  web   (http://\\S+)");
  private static final Pattern MQTT = Pattern.compile("  mqtt  mqtt://127.0.0.1:(\\d+)");
  private static final Pattern LINK = Pattern.compile("  (http://\\S+/setup#\\S+)");

  private final Path folder;
  private final String command;
  private @Nullable Child process;
  private @Nullable Person owner;

  private LiveServer(Path folder, String command) {
    this.folder = folder;
    this.command = command;
  }

  /** A server that has started, with its data below a folder. */
  static LiveServer run(Path folder) {
    return started(folder, "run");
  }

  /** A server with the simulated plant beside it. */
  static LiveServer demo(Path folder) {
    return started(folder, "demo");
  }

  private static LiveServer started(Path folder, String command) {
    LiveServer server = new LiveServer(folder, command);
    server.start();
    return server;
  }

  /** Starts it again. */
  void start() {
    Path config = folder.resolve("millrace.yaml");
    try {
      Files.writeString(
          config,
          """
          data:
            folder: %s
          http:
            port: 0
          mqtt:
            port: 0
          """
              .formatted(folder.resolve("data")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Child started =
        Child.server(Map.of(), command, "--config", config.toString())
            .awaitOutput("Ctrl-C stops it.");
    process = started;
    if (owner == null) {
      owner = Person.firstOwner(web(), URI.create(said(LINK)));
    } else {
      owner.movesTo(web());
    }
  }

  private Child process() {
    return Objects.requireNonNull(process, "The server was started.");
  }

  private String said(Pattern pattern) {
    Matcher matcher = pattern.matcher(process().output());
    assertThat(matcher.find()).as("%s in:%n%s", pattern, process().output()).isTrue();
    return matcher.group(1);
  }

  /** Where it serves pages and API. */
  URI web() {
    return URI.create(said(WEB));
  }

  /** The port of MQTT. */
  int mqttPort() {
    return Integer.parseInt(said(MQTT));
  }

  /** What it has printed since it was started last. */
  String output() {
    return process().output();
  }

  /** The owner, signed in. */
  Person owner() {
    return Objects.requireNonNull(owner, "The server was started.");
  }

  /** Its data. */
  Path dataFolder() {
    return folder.resolve("data");
  }

  /** Ends it as kill -9 does. */
  void kill() {
    process().kill();
  }

  /** Stops it with SIGTERM. */
  int stop() throws InterruptedException {
    process().terminate();
    return process().exitCode();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
