package io.millrace.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.config.LogTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a log line looks. */
class LogLineTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private final LogLine text = new TextLogLine(LogTime.UTC, BERLIN);
  private final LogLine json = new JsonLogLine(LogTime.UTC, BERLIN);

  @Test
  void columns_are_time_level_component_and_message() {
    assertThat(text.format(record(Level.WARNING, "io.millrace.journal.rocksdb.Writer", "Slow.")))
        .isEqualTo("2026-07-01T12:00:00.500Z WARN  journal      Slow.\n");
  }

  @Test
  void local_time_shows_its_offset() {
    assertThat(
            new TextLogLine(LogTime.LOCAL, BERLIN)
                .format(record(Level.INFO, "io.millrace.app", "x")))
        .startsWith("2026-07-01T14:00:00.500+02:00 INFO ");
  }

  @Test
  void a_library_is_named_by_its_class_and_a_connector_by_both_words() {
    assertThat(LogLine.component("org.eclipse.jetty.server.Server")).isEqualTo("Server");
    assertThat(LogLine.component("io.millrace.connectors.http.Ingest"))
        .isEqualTo("connectors.http");
    assertThat(LogLine.component("")).isEmpty();
  }

  @Test
  void nothing_from_outside_can_pretend_to_be_a_line_of_ours() {
    assertThat(
            text.format(
                record(Level.INFO, "io.millrace.broker", "client 'a\nb\r\u001b[2J\t' left")))
        .endsWith("client 'a\\nb\\r\\u001b[2J\\t' left\n")
        .hasLineCount(1);
  }

  @Test
  void a_stack_trace_follows_indented() {
    LogRecord record = record(Level.SEVERE, "io.millrace.app", "Failed.");
    record.setThrown(new IllegalStateException("why"));
    assertThat(text.format(record).lines().toList().get(1))
        .isEqualTo("    java.lang.IllegalStateException: why");
  }

  @Test
  void json_is_one_object_per_line() {
    LogRecord record = record(Level.FINE, "io.millrace.web.Routes", "a \"quoted\"\nword");
    record.setThrown(new IllegalStateException("why"));
    String line = json.format(record);

    assertThat(line).hasLineCount(1).endsWith("}\n");
    JsonNode object = JsonMapper.builder().build().readTree(line);
    assertThat(object.get("time").asString()).isEqualTo("2026-07-01T12:00:00.500Z");
    assertThat(object.get("level").asString()).isEqualTo("DEBUG");
    assertThat(object.get("component").asString()).isEqualTo("web");
    assertThat(object.get("logger").asString()).isEqualTo("io.millrace.web.Routes");
    assertThat(object.get("message").asString()).isEqualTo("a \"quoted\"\nword");
    assertThat(object.get("error").asString()).contains("IllegalStateException: why");
  }

  private static LogRecord record(Level level, String logger, String message) {
    LogRecord record = new LogRecord(level, message);
    record.setLoggerName(logger);
    record.setInstant(Instant.parse("2026-07-01T12:00:00.500Z"));
    return record;
  }
}
