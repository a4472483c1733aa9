package io.millrace.app.log;

import io.millrace.app.config.LogTime;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.logging.LogRecord;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object per line, for programs: {@code time}, {@code level}, {@code component}, {@code
 * logger}, {@code message}, and {@code error} with a stack trace if there is one.
 */
final class JsonLogLine extends LogLine {
  private final JsonFactory json = new JsonFactory();

  JsonLogLine(LogTime time, ZoneId zone) {
    super(time, zone);
  }

  @Override
  public String format(LogRecord record) {
    StringWriter line = new StringWriter(256);
    try (JsonGenerator object = json.createGenerator(ObjectWriteContext.empty(), line)) {
      object.writeStartObject();
      object.writeStringProperty("time", time(record.getInstant()));
      object.writeStringProperty("level", level(record.getLevel()));
      object.writeStringProperty("component", component(loggerOf(record)));
      object.writeStringProperty("logger", loggerOf(record));
      object.writeStringProperty("message", formatMessage(record));
      Throwable thrown = record.getThrown();
      if (thrown != null) {
        object.writeStringProperty("error", stackTrace(thrown));
      }
      object.writeEndObject();
    }
    return line.append('\n').toString();
  }
}
