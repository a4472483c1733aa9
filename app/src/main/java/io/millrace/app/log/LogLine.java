package io.millrace.app.log;

import io.millrace.app.config.LogTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** What both forms of a log line have in common. */
abstract sealed class LogLine extends Formatter permits TextLogLine, JsonLogLine {
  private static final String OURS = "io.millrace.";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

  private final ZoneId zone;

  /**
   * A form of line.
   *
   * @param zone of local times
   */
  LogLine(LogTime time, ZoneId zone) {
    this.zone =
        switch (time) {
          case UTC -> ZoneOffset.UTC;
          case LOCAL -> zone;
        };
  }

  /** ISO 8601 with milliseconds and offset. */
  final String time(Instant instant) {
    return TIME.format(instant.atZone(zone));
  }

  /** The level in slf4j's words. */
  static String level(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (value >= Level.WARNING.intValue()) {
      return "WARN";
    }
    if (value >= Level.INFO.intValue()) {
      return "INFO";
    }
    return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
  }

  /**
   * Our module ({@code journal}, {@code connectors.http}); a library's class without its package.
   */
  static String component(String logger) {
    if (!logger.startsWith(OURS)) {
      return logger.substring(logger.lastIndexOf('.') + 1);
    }
    String[] parts = logger.substring(OURS.length()).split("\\.");
    return parts[0].equals("connectors") && parts.length > 1 ? parts[0] + "." + parts[1] : parts[0];
  }

  static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing();
  }

  static String loggerOf(LogRecord record) {
    String name = record.getLoggerName();
    return name == null ? "" : name;
  }
}
