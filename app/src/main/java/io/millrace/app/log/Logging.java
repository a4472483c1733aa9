package io.millrace.app.log;

import io.millrace.app.config.LogFormat;
import io.millrace.app.config.LogLevel;
import io.millrace.app.config.Settings;
import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * The process's logging, from {@link #start} to {@link #close}. Libraries log warnings and errors
 * only; our own code logs from the configured level on.
 */
public final class Logging implements AutoCloseable {
  private static final String OURS = "io.millrace";

  private final Logger root;
  private final Handler handler;

  // The log manager holds loggers weakly: a level that is set on one is lost with it.
  private final List<Logger> held;

  private Logging(Logger root, Handler handler, List<Logger> held) {
    this.root = root;
    this.handler = handler;
    this.held = held;
  }

  /**
   * Lets the process, as long as no server starts in it, tell only what is wrong: what libraries
   * say of their start is nothing to whoever asks a question.
   */
  public static void onlyWarnings() {
    Logger.getLogger("").setLevel(Level.WARNING);
  }

  /**
   * Replaces whatever logging the process had.
   *
   * @param console where {@link LogOutput.Console} writes
   * @throws AppException {@link AppError#DATA_FOLDER_UNUSABLE} when log files cannot be written
   */
  public static Logging start(
      Settings.Log settings, ZoneId zone, LogOutput output, OutputStream console) {
    LogManager.getLogManager().reset();
    Handler handler =
        switch (output) {
          case LogOutput.Console() -> new FlushingHandler(console);
          case LogOutput.Files files -> fileHandler(settings, files);
        };
    handler.setFormatter(formatter(settings, zone));
    handler.setLevel(Level.ALL);
    Level ours = jdkLevel(settings.level());
    Logger root = Logger.getLogger("");
    root.setLevel(ours.intValue() > Level.WARNING.intValue() ? ours : Level.WARNING);
    root.addHandler(handler);
    if (LogManager.getLogManager() instanceof HeldLogManager manager) {
      manager.hold();
    }
    Logger millrace = Logger.getLogger(OURS);
    millrace.setLevel(ours);
    return new Logging(root, handler, List.of(millrace));
  }

  private static Handler fileHandler(Settings.Log settings, LogOutput.Files files) {
    try {
      Files.createDirectories(files.folder());
      // In the handler's patterns a percent sign begins a placeholder; %g is the file's number.
      String folder = files.folder().toString().replace("%", "%%");
      FileHandler handler =
          new FileHandler(folder + "/millrace.%g.log", settings.fileSize(), settings.files(), true);
      handler.setEncoding(StandardCharsets.UTF_8.name());
      return handler;
    } catch (IOException e) {
      throw new AppException(
          AppError.DATA_FOLDER_UNUSABLE,
          "Log files cannot be written to " + files.folder() + ": " + e.getMessage() + ".",
          e);
    }
  }

  private static Formatter formatter(Settings.Log settings, ZoneId zone) {
    LogFormat format = settings.format();
    return switch (format) {
      case TEXT -> new TextLogLine(settings.time(), zone);
      case JSON -> new JsonLogLine(settings.time(), zone);
    };
  }

  private static Level jdkLevel(LogLevel level) {
    return switch (level) {
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
    };
  }

  /** Writes out what is buffered. Later log lines are lost. */
  @Override
  public void close() {
    root.removeHandler(handler);
    held.forEach(logger -> logger.setLevel(null));
    handler.close();
    if (LogManager.getLogManager() instanceof HeldLogManager manager) {
      manager.release();
    }
  }

  /** A console is read while it is written. */
  private static final class FlushingHandler extends StreamHandler {
    FlushingHandler(OutputStream out) {
      setOutputStream(out);
      try {
        setEncoding(StandardCharsets.UTF_8.name());
      } catch (IOException e) {
        throw new AssertionError("UTF-8 is always there", e);
      }
    }

    @Override
    public synchronized void publish(LogRecord record) {
      super.publish(record);
      flush();
    }

    /** The stream belongs to the process: it is flushed and stays open. */
    @Override
    public synchronized void close() {
      flush();
    }
  }
}
