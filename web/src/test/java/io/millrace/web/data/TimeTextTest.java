package io.millrace.web.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.web.json.ApiTime;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Quick texts of times and ids are those of the JDK. */
class TimeTextTest {
  @Test
  void every_time_is_written_as_the_jdk_writes_it() {
    Random random = new Random(42);
    TimeText times = new TimeText();
    for (int i = 0; i < 100_000; i++) {
      long ns = random.nextLong();
      long rounded =
          switch (i % 4) {
            case 0 -> ns;
            case 1 -> ns / 1_000 * 1_000;
            case 2 -> ns / 1_000_000 * 1_000_000;
            default -> ns / 1_000_000_000 * 1_000_000_000;
          };
      int length = times.format(rounded);
      assertThat(new String(times.bytes(), 0, length, UTF_8))
          .isEqualTo(ApiTime.of(rounded).toString());
    }
  }

  @Test
  void the_ends_of_time_are_written_too() {
    TimeText times = new TimeText();
    for (long ns : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
      assertThat(new String(times.bytes(), 0, times.format(ns), UTF_8))
          .isEqualTo(ApiTime.of(ns).toString());
    }
  }

  @Test
  void every_id_is_written_as_the_jdk_writes_it() {
    Random random = new Random(7);
    IdText ids = new IdText();
    for (int i = 0; i < 10_000; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      assertThat(new String(ids.format(id), UTF_8)).isEqualTo(id.toString());
    }
  }
}
