package io.millrace.journal.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process that a test starts and ends, with the lines that it prints. */
final class Child implements AutoCloseable {
  private final Process process;
  private final Path errors;
  private final List<String> lines = new ArrayList<>();
  private final Thread drain;

  private Child(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.drain = Thread.ofPlatform().daemon().start(this::drain);
  }

  static Child start(Path workshop, Class<?> main, Map<String, String> environment, String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx128m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    Path errors = Files.createTempFile(workshop, "child", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    // Else each child unpacks RocksDB's library again and leaves it behind when it is killed.
    builder.environment().put("ROCKSDB_SHAREDLIB_DIR", libraries().toString());
    return new Child(builder.start(), errors);
  }

  private static Path libraries() throws IOException {
    return Files.createDirectories(Path.of("target", "rocksdb")).toAbsolutePath();
  }

  private void drain() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String line;
      while ((line = in.readLine()) != null) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException e) {
      // The process is gone.
    }
  }

  /** Waits until the process has printed so many lines that begin like this. */
  void awaitLines(String beginning, int count) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    synchronized (lines) {
      while (lines.stream().filter(l -> l.startsWith(beginning)).count() < count) {
        long leftMs = (deadline - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0 || (!process.isAlive() && !drain.isAlive())) {
          throw new AssertionError(
              "The child has not printed " + count + " times " + beginning + ". " + output());
        }
        lines.wait(Math.min(leftMs, 100));
      }
    }
  }

  /** Kills the process as kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("The child did not end. " + output());
    }
    drain.join();
  }

  int exitCode() {
    return process.exitValue();
  }

  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  String output() {
    try {
      List<String> all = lines();
      return "Last lines: "
          + all.subList(Math.max(0, all.size() - 5), all.size())
          + "\n"
          + Files.readString(errors);
    } catch (IOException e) {
      return "The child's errors cannot be read: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
