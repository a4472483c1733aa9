package io.millrace.app.launch;

import io.millrace.app.process.JavaCommand;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program on disk.
 *
 * @param home the launcher's folder, where {@code millrace.yaml} is looked for; absolute
 * @param java its JVM and class path
 */
public record Installation(Path home, JavaCommand java) {
  private static final String MAIN_JAR = "millrace.jar";

  /** What the launcher started: it names its folder in {@code millrace.home}. */
  public static Installation ofThisProcess() {
    Path home = Path.of(System.getProperty("millrace.home", "")).toAbsolutePath().normalize();
    return new Installation(home, JavaCommand.ofThisProcess());
  }

  /** Whether it runs from {@code millrace.jar} and {@code lib/}, not from class folders. */
  boolean isPackaged() {
    return java.classPath().endsWith(MAIN_JAR) && !java.classPath().contains(File.pathSeparator);
  }

  /**
   * Where things are kept that can be made again: beside the jar, or, when that folder may not be
   * written, in the data folder.
   */
  public Path cacheFolder(Path dataFolder) {
    if (isPackaged()) {
      Path distribution = Path.of(java.classPath()).toAbsolutePath().getParent();
      if (distribution != null && Files.isWritable(distribution)) {
        return distribution.resolve("cache");
      }
    }
    return dataFolder.resolve("cache");
  }

  /** The main jar and those in {@code lib/}, ordered by name; only when packaged. */
  List<Path> jars() {
    Path mainJar = Path.of(java.classPath()).toAbsolutePath();
    try (Stream<Path> libraries = Files.list(mainJar.resolveSibling("lib"))) {
      return Stream.concat(Stream.of(mainJar), libraries.sorted()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
