package io.millrace.registry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, 500000000",
    "10s, 10000000000",
    "1.5h, 5400000000000",
    "30d, 2592000000000000",
    "1min, 60000000000",
    "7us, 7000",
    "3ns, 3"
  })
  void durations_are_written_as_people_write_them(String text, long ns) {
    assertThat(DurationText.parse(text)).isEqualTo(ns);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "1 s", "1m", "1e3s", "999999999999d", "1.s"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatever_is_written_is_read_again() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      long ns = random.nextLong(1, Long.MAX_VALUE >> random.nextInt(60));
      String text = DurationText.of(ns);
      if (text.length() <= 15) {
        assertThat(DurationText.parse(text)).isEqualTo(ns);
      }
    }
    assertThat(DurationText.of(0)).isEqualTo("0s");
  }
}
