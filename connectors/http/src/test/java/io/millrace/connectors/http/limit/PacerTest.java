package io.millrace.connectors.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.time.NanoClock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacerTest {
  private long nowNs = -5_000;

  private final NanoClock clock =
      new NanoClock() {
        @Override
        public long nowNs() {
          return nowNs;
        }

        @Override
        public long monotonicNs() {
          return nowNs;
        }
      };

  @Test
  void a_burst_passes_and_then_the_rate_holds() {
    Pacer pacer = new Pacer(clock, 10, 5);
    for (int i = 0; i < 5; i++) {
      assertThat(pacer.take(1)).isZero();
    }
    assertThat(pacer.take(1)).isEqualTo(Duration.ofMillis(100).toNanos());
    nowNs += Duration.ofMillis(100).toNanos();
    assertThat(pacer.take(1)).isZero();
    assertThat(pacer.take(1)).isPositive();
  }

  @Test
  void a_refusal_takes_nothing_and_its_wait_is_right() {
    Pacer pacer = new Pacer(clock, 1000, 3);
    while (pacer.take(1) == 0) {
      nowNs += 1;
    }
    long waitNs = pacer.take(1);
    nowNs += waitNs - 1;
    assertThat(pacer.take(1)).isEqualTo(1);
    nowNs += 1;
    assertThat(pacer.take(1)).isZero();
  }

  @Test
  void what_was_used_already_makes_later_ones_wait() {
    Pacer pacer = new Pacer(clock, 100, 10);
    pacer.charge(110);
    assertThat(pacer.take(0)).isEqualTo(Duration.ofSeconds(1).toNanos());
    nowNs += Duration.ofSeconds(1).toNanos();
    assertThat(pacer.take(0)).isZero();
    assertThat(pacer.take(1)).isPositive();
  }

  @Test
  void a_pause_gives_the_burst_back_and_no_more() {
    Pacer pacer = new Pacer(clock, 10, 5);
    nowNs += Duration.ofDays(400).toNanos();
    long passed = 0;
    while (pacer.take(1) == 0) {
      passed++;
    }
    assertThat(passed).isEqualTo(5);
  }

  @Test
  void in_any_span_no_more_than_burst_and_rate_pass() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Pacer pacer = new Pacer(clock, 50, 20);
    long startNs = nowNs;
    long passed = 0;
    for (int i = 0; i < 20_000; i++) {
      nowNs += random.nextLong(Duration.ofMillis(20).toNanos());
      int units = random.nextInt(5);
      if (pacer.take(units) == 0) {
        passed += units;
      }
      double allowed = 20 + 50 * (nowNs - startNs) / 1e9;
      assertThat((double) passed).as("seed %d", seed).isLessThanOrEqualTo(allowed + 0.001);
    }
    double seconds = (nowNs - startNs) / 1e9;
    assertThat((double) passed).as("seed %d", seed).isGreaterThan(50 * seconds * 0.8);
  }
}
