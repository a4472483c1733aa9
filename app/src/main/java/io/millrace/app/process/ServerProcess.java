package io.millrace.app.process;

import io.millrace.app.config.Settings;
import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.log.LogOutput;
import io.millrace.app.log.Logging;
import io.millrace.app.server.ServerHandle;
import io.millrace.app.server.ServerParts;
import io.millrace.model.error.MillraceException;
import io.millrace.model.time.NanoClock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's life within one process: take the data folder, start, announce, run until asked to
 * stop, close. Used once.
 */
public final class ServerProcess {
  /** Exit code of a stop that was asked for and clean. */
  public static final int STOPPED = 0;

  /** Exit code of a stop in which something failed; the log says what. */
  public static final int STOPPED_WITH_FAILURE = 1;

  /** Exit code of a stop that took longer than its limit; what was acknowledged is on disk. */
  public static final int STOPPED_TOO_LATE = 6;

  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

  private final ServerParts parts;
  private final Settings settings;
  private final NanoClock clock;
  private final Mode mode;
  private final PrintStream out;
  private final PrintStream log;

  /**
   * How a server is run.
   *
   * @param command {@code run} or {@code demo}, for others to see
   * @param version of the program, for others to see
   * @param withPlant whether the simulated plant runs beside it
   * @param logToFiles whether log lines go to the data folder, as for a process in the background
   * @param announcement file for what is told on start, instead of the console; made for its
   *     owner's eyes alone
   */
  public record Mode(
      String command,
      String version,
      boolean withPlant,
      boolean logToFiles,
      Optional<Path> announcement) {}

  /**
   * A server that does not run yet.
   *
   * @param out where the person is told that it is ready
   * @param log where log lines go, unless to files
   */
  public ServerProcess(
      ServerParts parts,
      Settings settings,
      NanoClock clock,
      Mode mode,
      PrintStream out,
      PrintStream log) {
    this.parts = parts;
    this.settings = settings;
    this.clock = clock;
    this.mode = mode;
    this.out = out;
    this.log = log;
  }

  /**
   * Runs until Ctrl-C or SIGTERM, which end the process with {@link #STOPPED}, {@link
   * #STOPPED_WITH_FAILURE} or {@link #STOPPED_TOO_LATE}; this method then does not return.
   *
   * @throws MillraceException when the server cannot start
   */
  public void run() throws InterruptedException {
    StopSignal stop = new StopSignal(settings.stopLimit());
    Holder holder =
        new Holder(
            ProcessHandle.current().pid(),
            clock.now(),
            mode.command(),
            mode.version(),
            Optional.empty(),
            Optional.empty());
    int exitCode = STOPPED;
    try (HeldDataFolder folder = new DataFolder(settings.dataFolder()).hold(holder);
        Logging _ = startLogging(folder)) {
      stop.listen();
      exitCode = serveUntilAsked(folder, stop);
    } finally {
      stop.stopListening();
    }
    if (stop.isAsked()) {
      stop.closed(exitCode);
      Thread.currentThread().join(); // the hook ends the process
    }
  }

  /** A failure while starting goes to the caller; one while stopping has only the log left. */
  private int serveUntilAsked(HeldDataFolder folder, StopSignal stop) {
    try {
      serve(folder, stop);
      LOG.info("Stopped.");
      return STOPPED;
    } catch (RuntimeException e) {
      if (!stop.isAsked()) {
        throw e;
      }
      LOG.error("The server did not stop cleanly. What was acknowledged is on disk.", e);
      return STOPPED_WITH_FAILURE;
    }
  }

  private Logging startLogging(HeldDataFolder folder) {
    LogOutput output =
        mode.logToFiles() ? new LogOutput.Files(folder.folder().logs()) : new LogOutput.Console();
    return Logging.start(settings.log(), settings.time().zone(), output, log);
  }

  private void serve(HeldDataFolder folder, StopSignal stop) {
    LOG.info("Millrace {} starts on {}.", mode.version(), settings.dataFolder());
    Announcement announcement = new Announcement(mode, settings.sessions().passwordLink(), out);
    try (ServerHandle server = parts.servers().create(settings).start()) {
      folder.listeningAt(server.addresses());
      if (awaitReady(server, stop)) {
        announcement.tell(server, sinceProcessStart());
        try (PlantProcess _ = mode.withPlant() ? startPlant(folder, server) : null) {
          stop.asked().join();
          LOG.info("Stopping.");
        }
      }
    } finally {
      announcement.withdraw();
    }
  }

  /** The JVM's own start-up counts too: it is what a person waits for. */
  private Duration sinceProcessStart() {
    Instant now = clock.now();
    return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
  }

  /** False when a stop was asked for first. */
  private static boolean awaitReady(ServerHandle server, StopSignal stop) {
    try {
      CompletableFuture.anyOf(server.ready(), stop.asked()).join();
      return !stop.isAsked();
    } catch (CompletionException e) {
      if (e.getCause() instanceof MillraceException failure) {
        throw failure;
      }
      throw new AppException(
          AppError.PROCESS_FAILED, "The server did not get ready: " + e.getCause() + ".", e);
    }
  }

  private PlantProcess startPlant(HeldDataFolder folder, ServerHandle server) {
    Path plantFolder = folder.folder().path().resolve("plant");
    PlantProcess plant =
        new PlantProcess(
            JavaCommand.ofThisProcess(),
            parts.plant().prepare(settings, server, plantFolder),
            folder::plantIs);
    plant.start();
    return plant;
  }
}
