package io.millrace.bench.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OfferScheduleTest {
  private static final long START_NS = 1_000_000_000L;
  private static final int CLIENTS = 7;
  private final OfferSchedule schedule = new OfferSchedule(START_NS, 50_000, CLIENTS);

  @Test
  void after_a_second_the_whole_rate_is_due() {
    long due = 0;
    for (int client = 0; client < CLIENTS; client++) {
      due += schedule.dueOf(client, START_NS + 1_000_000_000L - 1);
    }

    assertThat(due).isEqualTo(50_000);
  }

  @Test
  void a_message_is_due_exactly_from_its_due_time_on() {
    for (int client = 0; client < CLIENTS; client++) {
      for (long n = 0; n < 500; n++) {
        long dueNs = schedule.dueTimeNs(client, n);

        assertThat(schedule.dueOf(client, dueNs)).isGreaterThan(n);
        assertThat(schedule.dueOf(client, dueNs - 1)).isLessThanOrEqualTo(n);
      }
    }
  }

  @Test
  void the_next_tick_lies_ahead_by_at_most_a_millisecond() {
    long nowNs = START_NS + 12_345_678;

    assertThat(schedule.nextTickNs(nowNs)).isEqualTo(START_NS + 13_000_000);
  }
}
