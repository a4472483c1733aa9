package io.millrace.history.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Java process of a test, whose lines are read one by one. */
public final class HistoryProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final StringBuilder said = new StringBuilder();

  private HistoryProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a class of the tests with arguments. */
  public static HistoryProcess start(
      Class<?> main, Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    // Else each process unpacks RocksDB's library again and leaves it behind when it is killed.
    builder
        .environment()
        .put(
            "ROCKSDB_SHAREDLIB_DIR",
            Files.createDirectories(Path.of("target", "rocksdb")).toAbsolutePath().toString());
    return new HistoryProcess(builder.start());
  }

  /** The next line; null when the process has ended. */
  public @Nullable String readLine() throws IOException {
    String line = output.readLine();
    if (line != null) {
      said.append(line).append('\n');
    }
    return line;
  }

  /**
   * Reads numbers that the process prints, until one is large enough or it ends.
   *
   * @return the last one; -1 if there was none
   */
  public int readNumbers(int wanted) throws IOException {
    int last = -1;
    for (String line = readLine(); line != null; line = readLine()) {
      if (line.matches("\\d+")) {
        last = Integer.parseInt(line);
        if (last >= wanted) {
          break;
        }
      }
    }
    return last;
  }

  /** All that was read. */
  public String said() {
    return said.toString();
  }

  /** Kills it. */
  @Override
  public void close() throws IOException {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Nobody waited until the process had ended.", e);
    }
  }
}
