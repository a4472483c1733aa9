package io.millrace.app.launch;

import io.millrace.app.config.MemoryBudget;
import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Works out how the server's JVM is started, and prepares what it needs beforehand. */
public final class ServerLaunch {
  /** Our main class. */
  public static final String MAIN_CLASS = "io.millrace.app.Main";

  private static final long MB = 1L << 20;

  private final Installation installation;
  private final MemoryBudget budget;
  private final Path cacheFolder;
  private final Consumer<String> progress;

  /**
   * A launch that is not yet prepared.
   *
   * @param progress told, in a line, what takes time
   */
  public ServerLaunch(
      Installation installation, MemoryBudget budget, Path dataFolder, Consumer<String> progress) {
    this.installation = installation;
    this.budget = budget;
    this.cacheFolder = installation.cacheFolder(dataFolder);
    this.progress = progress;
  }

  /**
   * Unpacks native libraries, makes the start-up cache when there is none, and returns the command.
   *
   * @param arguments of the program
   * @return the executable and all its arguments
   * @throws AppException {@link AppError#PROCESS_FAILED} when the native libraries cannot be
   *     unpacked
   */
  public List<String> prepare(List<String> arguments) throws InterruptedException {
    List<String> flags = new ArrayList<>(fixedFlags());
    flags.addAll(nativeFlags());
    aotCache(flags).ifPresent(file -> flags.addAll(List.of("-XX:AOTCache=" + file)));
    // A cache that does not fit is passed over in silence: it only costs time.
    flags.addAll(List.of("-XX:AOTMode=auto", "-Xlog:disable", "-Xlog:all=error:stderr"));
    List<String> command = new ArrayList<>(installation.java().with(flags));
    command.add(MAIN_CLASS);
    command.addAll(arguments);
    return command;
  }

  private List<String> fixedFlags() {
    return List.of(
        "-Xms" + budget.heap() / MB / 4 + "m",
        "-Xmx" + budget.heap() / MB + "m",
        "-XX:MaxDirectMemorySize=" + budget.direct() / MB + "m",
        "-XX:ReservedCodeCacheSize=96m",
        // Gives back what the C library holds for nobody; RocksDB allocates outside the heap.
        "-XX:TrimNativeHeapInterval=30000",
        // After a busy hour the heap goes back to what is used; looked after once a minute.
        "-XX:G1PeriodicGCInterval=60000",
        // Not too close: with little room the collector runs all the time, and devices wait for it.
        "-XX:MinHeapFreeRatio=30",
        "-XX:MaxHeapFreeRatio=50",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.util.logging.manager=io.millrace.app.log.HeldLogManager",
        "-Dmillrace.home=" + installation.home());
  }

  private List<String> nativeFlags() {
    try {
      return new NativeLibraries(cacheFolder).prepare();
    } catch (IOException e) {
      throw new AppException(
          AppError.PROCESS_FAILED,
          "Native libraries cannot be unpacked to "
              + cacheFolder
              + ": "
              + e.getMessage()
              + ". Make that folder writable, or choose another data folder.",
          e);
    }
  }

  /** Never fails: without a cache the server starts all the same. */
  private Optional<Path> aotCache(List<String> flags) throws InterruptedException {
    if (!installation.isPackaged()) {
      return Optional.empty();
    }
    try {
      AotCache cache = new AotCache(cacheFolder, installation.jars());
      if (cache.isWanted()) {
        progress.accept("Preparing faster starts (once per build)");
        Files.createDirectories(cacheFolder);
        new TrainingRun(installation.java(), flags, cacheFolder).fill(cache);
      }
      return cache.file();
    } catch (IOException e) {
      progress.accept("Starts stay slower: " + e.getMessage());
      return Optional.empty();
    }
  }
}
