package io.millrace.app.log;

import io.millrace.app.config.LogTime;
import java.time.ZoneId;
import java.util.logging.LogRecord;

/**
 * Columns for people: time, level, component, message; a stack trace follows on lines of its own.
 * Line breaks and other control characters in a message are shown as escapes, so that nothing from
 * outside can pretend to be a line of ours.
 */
final class TextLogLine extends LogLine {
  TextLogLine(LogTime time, ZoneId zone) {
    super(time, zone);
  }

  @Override
  public String format(LogRecord record) {
    StringBuilder line = new StringBuilder(160);
    line.append(time(record.getInstant())).append(' ');
    line.append("%-5s ".formatted(level(record.getLevel())));
    line.append("%-12s ".formatted(component(loggerOf(record))));
    appendVisibly(line, formatMessage(record));
    line.append('\n');
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      line.append(stackTrace(thrown).indent(4));
    }
    return line.toString();
  }

  private static void appendVisibly(StringBuilder line, String message) {
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            line.append("\\u%04x".formatted((int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
  }
}
