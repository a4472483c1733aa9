package io.millrace.web.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.time.NanoClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Events as they stand on the wire. */
class EventWriterTest {
  private final AtomicLong now = new AtomicLong();
  private final NanoClock clock =
      new NanoClock() {
        @Override
        public long nowNs() {
          return now.get();
        }

        @Override
        public long monotonicNs() {
          return now.get();
        }
      };

  @Test
  void an_event_has_a_type_a_place_to_resume_and_data_on_one_line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new EventWriter(bytes, clock).event("values", "e-7", Map.of("text", "a\nb"));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("event: values\nid: e-7\ndata: {\"text\":\"a\\nb\"}\n\n");
  }

  @Test
  void a_slow_client_is_noticed_once() throws IOException {
    ByteArrayOutputStream slow =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            now.addAndGet(3_000_000_000L);
          }
        };
    EventWriter writer = new EventWriter(slow, clock);
    writer.event("values", "", Map.of());
    assertThat(writer.takeLongestNs()).isEqualTo(3_000_000_000L);
    assertThat(writer.takeLongestNs()).isZero();
  }

  @Test
  void a_heartbeat_comes_only_when_nothing_else_did() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EventWriter writer = new EventWriter(bytes, clock);
    writer.heartbeat(10);
    assertThat(bytes.size()).isZero();
    now.addAndGet(10);
    writer.heartbeat(10);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(": \n\n");
  }
}
