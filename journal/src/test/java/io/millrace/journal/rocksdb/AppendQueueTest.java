package io.millrace.journal.rocksdb;

import static io.millrace.journal.contract.Records.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.journal.Lane;
import org.junit.jupiter.api.Test;

/** What a lane takes in and refuses (law 5), and that its counts are right afterwards. */
class AppendQueueTest {
  private final AppendQueue queue = new AppendQueue(Lane.LIVE, 100, 3);

  @Test
  void law5_a_full_queue_refuses_until_something_was_acknowledged() {
    PendingAppend first = append("x".repeat(100));

    assertThat(queue.offer(first)).isTrue();
    assertThat(queue.offer(append("y"))).isFalse();
    queue.acknowledged(first);
    assertThat(queue.offer(append("y"))).isTrue();
  }

  @Test
  void a_batch_larger_than_the_bounds_is_taken_when_nothing_else_waits() {
    assertThat(queue.offer(append("x".repeat(101)))).isTrue();
    assertThat(queue.offer(append("y"))).isFalse();
  }

  @Test
  void a_large_batch_does_not_starve_behind_small_ones() {
    queue.offer(append("y"));

    assertThat(queue.offer(append("x".repeat(100)))).isTrue();
  }

  @Test
  void what_was_refused_for_its_bytes_leaves_no_trace_in_the_counts() {
    PendingAppend first = append("x".repeat(100));
    queue.offer(first);
    queue.offer(append("y", "y"));

    assertThat(queue.waitingRecords()).isEqualTo(1);
    assertThat(queue.waitingBytes()).isEqualTo(100);
    queue.acknowledged(first);
    assertThat(queue.waitingRecords()).isZero();
    assertThat(queue.waitingBytes()).isZero();
  }

  @Test
  void what_was_refused_for_its_records_leaves_no_trace_in_the_counts() {
    queue.offer(append("a", "b", "c"));

    assertThat(queue.offer(append("d"))).isFalse();
    assertThat(queue.waitingRecords()).isEqualTo(3);
    assertThat(queue.waitingBytes()).isEqualTo(3);
  }

  private static PendingAppend append(String... payloads) {
    return new PendingAppend(live(1, payloads), 0);
  }
}
