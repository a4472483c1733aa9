package io.millrace.demo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(20), new Random(1));

  @Test
  void the_limit_doubles_with_each_failure_up_to_the_longest() {
    for (int failure = 0; failure < 100; failure++) {
      long limitMs = Math.min(20_000, 500L << Math.min(failure, 10));
      assertThat(backoff.failedMs()).isBetween(limitMs / 10, limitMs);
    }
  }

  @Test
  void pauses_are_spread_so_that_gateways_do_not_come_back_in_step() {
    Set<Long> pauses = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      backoff.failedMs();
    }
    for (int i = 0; i < 50; i++) {
      pauses.add(backoff.failedMs());
    }
    assertThat(pauses.size()).isGreaterThan(45);
  }

  @Test
  void after_a_success_it_begins_anew() {
    for (int i = 0; i < 10; i++) {
      backoff.failedMs();
    }
    backoff.succeeded();

    assertThat(backoff.failedMs()).isLessThanOrEqualTo(500);
  }
}
