package io.millrace.broker.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.time.Times;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final RateLimit limit = new RateLimit(100, 0);

  @Test
  void a_seconds_worth_may_come_at_once_and_no_more() {
    assertThat(limit.take(100, 5 * Times.SECOND)).isTrue();
    assertThat(limit.take(1, 5 * Times.SECOND)).isFalse();
  }

  @Test
  void a_debt_is_paid_by_waiting() {
    limit.take(150, 0);

    assertThat(limit.debtNs(0)).isEqualTo(500 * Times.MS);
    assertThat(limit.debtNs(200 * Times.MS)).isEqualTo(300 * Times.MS);
    assertThat(limit.debtNs(500 * Times.MS)).isZero();
    assertThat(limit.take(1, 500 * Times.MS)).isFalse();
  }

  @Test
  void in_the_long_run_nobody_is_faster_than_the_rate() {
    long taken = 0;
    long nowNs = 0;
    while (nowNs < 60 * Times.SECOND) {
      limit.take(7, nowNs);
      taken += 7;
      nowNs += limit.debtNs(nowNs);
      if (limit.debtNs(nowNs) == 0) {
        nowNs += Times.MS;
      }
    }

    assertThat(taken).isBetween(60L * 100, 61L * 100 + 7);
  }
}
