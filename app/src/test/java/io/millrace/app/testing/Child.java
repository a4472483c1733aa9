package io.millrace.app.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child process whose output goes to a file; ended with {@link #close} at the latest. */
public final class Child implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;

  private Child(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a command with more environment. */
  public static Child start(List<String> command, Map<String, String> environment) {
    try {
      Path output = Files.createTempFile("millrace-child-", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("MILLRACE_"));
      builder.environment().putAll(environment);
      return new Child(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program with a placeholder server, in a JVM with our class path. */
  public static Child millrace(Map<String, String> environment, String... arguments) {
    return java(environment, "io.millrace.app.PlaceholderMain", "-Xmx128m", arguments);
  }

  /** The program as it is, in a JVM with our class path and little memory. */
  public static Child server(Map<String, String> environment, String... arguments) {
    return java(environment, "io.millrace.app.Main", "-Xmx256m", arguments);
  }

  private static Child java(
      Map<String, String> environment, String mainClass, String heap, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            heap,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=io.millrace.app.log.HeldLogManager",
            "-cp",
            System.getProperty("java.class.path"),
            mainClass));
    command.addAll(List.of(arguments));
    return start(command, environment);
  }

  /** What it has written so far, both streams. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a text; fails when the process ends without having written it. */
  public Child awaitOutput(String text) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .failFast(
            () -> {
              if (!process.isAlive() && !output().contains(text)) {
                throw new AssertionError("ended without '" + text + "':\n" + output());
              }
            })
        .until(() -> output().contains(text));
    return this;
  }

  /** Waits for the end. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + LIMIT + ":\n" + output());
    }
    return process.exitValue();
  }

  /** SIGTERM. */
  public Child terminate() {
    process.destroy();
    return this;
  }

  /** SIGKILL. */
  public Child kill() {
    process.destroyForcibly();
    return this;
  }

  /** SIGINT, as Ctrl-C. */
  public Child interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    return this;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
