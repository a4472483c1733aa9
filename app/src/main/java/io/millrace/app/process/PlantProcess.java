package io.millrace.app.process;

import io.millrace.app.server.DemoPlant;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated plant beside the server: started again when it ends by itself, after a pause that
 * doubles from one second to thirty, and stopped with the server. Its log lines become ours.
 */
final class PlantProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PlantProcess.class);
  private static final Logger PLANT_LOG = LoggerFactory.getLogger("io.millrace.demo");
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final long STOP_LIMIT_S = 10;

  private final JavaCommand java;
  private final DemoPlant.Launch launch;
  private final Consumer<Optional<Long>> pidListener;
  private Duration pause = FIRST_PAUSE;
  private @Nullable Process current;
  private boolean closing;

  /**
   * A plant that is not yet started.
   *
   * @param pidListener told the process id, or that there is none
   */
  PlantProcess(JavaCommand java, DemoPlant.Launch launch, Consumer<Optional<Long>> pidListener) {
    this.java = java;
    this.launch = launch;
    this.pidListener = pidListener;
  }

  /** Starts it, unless it is to be closed. */
  synchronized void start() {
    if (closing) {
      return;
    }
    try {
      Process process = builder().start();
      current = process;
      pidListener.accept(Optional.of(process.pid()));
      Thread.ofVirtual().name("plant-log").start(() -> relayLog(process));
      process.onExit().thenAccept(this::ended);
    } catch (IOException e) {
      LOG.error("The simulated plant could not be started: {}", e.getMessage());
    }
  }

  private ProcessBuilder builder() {
    List<String> command = new ArrayList<>(java.plantCommand());
    command.add(launch.mainClass());
    command.addAll(launch.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(launch.environment());
    // Standard input stays a pipe: when this process dies, however it dies, the plant reads its
    // end.
    return builder;
  }

  private synchronized void ended(Process process) {
    if (closing) {
      return;
    }
    pidListener.accept(Optional.empty());
    LOG.warn(
        "The simulated plant ended with code {}; it is started again in {} s.",
        process.exitValue(),
        pause.toSeconds());
    CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS).execute(this::start);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  /** The plant writes {@code LEVEL message} per line; anything else counts as information. */
  private static void relayLog(Process process) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith("SEVERE ")) {
          PLANT_LOG.error("{}", line.substring("SEVERE ".length()));
        } else if (line.startsWith("WARNING ")) {
          PLANT_LOG.warn("{}", line.substring("WARNING ".length()));
        } else {
          PLANT_LOG.info("{}", line.startsWith("INFO ") ? line.substring("INFO ".length()) : line);
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      LOG.debug("The plant's output ended: {}", e.getMessage());
    }
  }

  /** Stops the plant: asks, waits, and after ten seconds ends it. */
  @Override
  public void close() {
    Process process;
    synchronized (this) {
      closing = true;
      process = current;
    }
    if (process == null || !process.isAlive()) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT_S, TimeUnit.SECONDS)) {
        LOG.warn("The simulated plant did not stop within {} s and is ended.", STOP_LIMIT_S);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
