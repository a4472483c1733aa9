package io.millrace.app.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How this program starts a JVM of its own kind.
 *
 * @param java the {@code java} executable
 * @param classPath absolute entries
 */
public record JavaCommand(Path java, String classPath) {
  /** What every JVM of ours is started with: RocksDB and SQLite load native code. */
  public static final List<String> COMMON_FLAGS =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  /**
   * The plant needs little, and lives beside a server that is measured: in the minute that its past
   * takes, the compiler that optimises costs more than it gains.
   */
  private static final List<String> PLANT_FLAGS =
      List.of(
          "-Xmx32m",
          "-Xmn6m",
          "-Xss256k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=16m",
          "-Djava.util.logging.SimpleFormatter.format=%4$s %5$s%6$s%n");

  /** The JVM and class path of this process. */
  public static JavaCommand ofThisProcess() {
    return new JavaCommand(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        System.getProperty("java.class.path"));
  }

  /** A JVM with these flags, up to and not including the main class. */
  public List<String> with(List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(COMMON_FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath));
    return List.copyOf(command);
  }

  /** The simulated plant's JVM, up to and not including the main class. */
  List<String> plantCommand() {
    return with(PLANT_FLAGS);
  }
}
