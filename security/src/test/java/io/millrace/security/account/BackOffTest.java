package io.millrace.security.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.security.support.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private static final BackOffSettings SETTINGS =
      new BackOffSettings(
          3, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1), 100);

  private final TestClock clock = new TestClock();
  private final BackOff backOff = new BackOff(SETTINGS, clock);

  @Test
  void the_first_attempts_are_free_and_then_the_wait_doubles_up_to_its_longest() {
    for (int i = 0; i < 3; i++) {
      assertThat(backOff.begin("olga")).isZero();
    }
    for (int expectedS : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
      assertThat(backOff.begin("olga")).isEqualTo(Duration.ofSeconds(expectedS).toNanos());
      clock.advance(Duration.ofSeconds(expectedS));
      assertThat(backOff.begin("olga")).isZero();
    }
  }

  @Test
  void after_many_thousand_attempts_the_wait_is_still_the_longest() {
    for (int i = 0; i < 5000; i++) {
      clock.advance(Duration.ofMinutes(1));
      assertThat(backOff.begin("olga")).isZero();
    }
    assertThat(backOff.begin("olga")).isEqualTo(Duration.ofMinutes(1).toNanos());
  }

  @Test
  void attempts_that_are_made_to_wait_do_not_make_the_wait_longer() {
    for (int i = 0; i < 3; i++) {
      backOff.begin("olga");
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(backOff.begin("olga")).isEqualTo(Duration.ofSeconds(1).toNanos());
    }
    clock.advance(Duration.ofSeconds(1));
    assertThat(backOff.begin("olga")).isZero();
  }

  @Test
  void attempts_at_the_same_moment_do_not_slip_through_together() {
    long begun = 0;
    for (int i = 0; i < 100; i++) {
      begun += backOff.begin("olga") == 0 ? 1 : 0;
    }
    assertThat(begun).isEqualTo(3);
  }

  @Test
  void a_forgiven_attempt_was_none() {
    for (int i = 0; i < 100; i++) {
      assertThat(backOff.begin("address")).isZero();
      backOff.forgive("address");
    }
  }

  @Test
  void cleared_and_long_ago_attempts_are_forgotten() {
    for (int i = 0; i < 4; i++) {
      backOff.begin("olga");
      backOff.begin("bert");
    }
    backOff.clear("olga");
    assertThat(backOff.begin("olga")).isZero();
    assertThat(backOff.begin("bert")).isPositive();
    clock.advance(Duration.ofHours(2));
    for (int i = 0; i < 3; i++) {
      assertThat(backOff.begin("bert")).isZero();
    }
  }

  @Test
  void names_without_end_take_a_bounded_memory() {
    for (int i = 0; i < 10_000; i++) {
      backOff.begin("invented" + i);
    }
    assertThat(backOff.size()).isLessThanOrEqualTo(SETTINGS.capacity());
  }

  @Test
  void addresses_of_one_ipv6_network_are_one() {
    assertThat(AddressKey.of("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(AddressKey.of("2001:db8:1:2:ffff::1"))
        .isNotEqualTo(AddressKey.of("2001:db8:1:3::1"));
    assertThat(AddressKey.of("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(AddressKey.of("192.0.2.1")).isNotEqualTo(AddressKey.of("192.0.2.2"));
    assertThat(AddressKey.of("fe80::1%eth0")).isEqualTo(AddressKey.of("fe80::2"));
    assertThat(AddressKey.of("not an address")).isEqualTo("not an address");
  }
}
