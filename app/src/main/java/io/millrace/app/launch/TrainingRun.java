package io.millrace.app.launch;

import io.millrace.app.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts a server on a folder of its own, lets it get ready and stop, and has the JVM write down
 * what it loaded.
 */
final class TrainingRun {
  /** The hidden command that starts and stops a server on a throw-away folder. */
  static final String COMMAND = "train";

  private static final long LIMIT_S = 90;
  private static final int LONGEST_OUTPUT = 2_000;

  private final JavaCommand java;
  private final List<String> flags;
  private final Path mainFolder;

  /**
   * A training run.
   *
   * @param flags of the server's JVM; those of the run and of later starts must agree
   * @param mainFolder where it makes its throw-away folder
   */
  TrainingRun(JavaCommand java, List<String> flags, Path mainFolder) {
    this.java = java;
    this.flags = flags;
    this.mainFolder = mainFolder;
  }

  /** Fills the cache, or notes why not. */
  void fill(AotCache cache) throws IOException, InterruptedException {
    Path draft = cache.draft();
    Path folder = Files.createTempDirectory(mainFolder, "training-");
    try {
      Path output = folder.resolve("output.txt");
      Process process =
          new ProcessBuilder(command(draft, folder.resolve("data")))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        cache.giveUp("the training run took longer than " + LIMIT_S + " s");
      } else if (process.exitValue() != 0) {
        cache.giveUp("the training run failed:\n" + endOf(output));
      } else {
        cache.accept();
      }
    } finally {
      delete(folder);
    }
  }

  private List<String> command(Path draft, Path dataFolder) {
    List<String> all = new ArrayList<>(flags);
    all.add("-XX:AOTCacheOutput=" + draft);
    List<String> command = new ArrayList<>(java.with(all));
    command.addAll(List.of(ServerLaunch.MAIN_CLASS, COMMAND, "--data", dataFolder.toString()));
    return command;
  }

  private static String endOf(Path output) throws IOException {
    String text = Files.readString(output);
    return text.substring(Math.max(0, text.length() - LONGEST_OUTPUT));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
