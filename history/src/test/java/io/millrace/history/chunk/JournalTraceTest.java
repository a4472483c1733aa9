package io.millrace.history.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.context.ContextChange.JournalSpan;
import org.junit.jupiter.api.Test;

class JournalTraceTest {
  private static JournalTrace roundTrip(JournalTrace trace) {
    BitOutput out = new BitOutput(64);
    trace.encode(out);
    JournalTrace back = new JournalTrace();
    back.decode(new BitInput(out.toByteArray(), 0, out.size()));
    return back;
  }

  @Test
  void a_sample_is_traced_to_the_span_of_its_group() {
    JournalTrace trace = new JournalTrace();
    trace.add(0, 256, 3, 1000, 1999);
    trace.add(256, 100, 3, 2000, 2999);
    JournalTrace back = roundTrip(trace);
    assertThat(back.spansOf(0)).containsExactly(new JournalSpan(3, 1000, 2000));
    assertThat(back.spansOf(255)).containsExactly(new JournalSpan(3, 1000, 2000));
    assertThat(back.spansOf(256)).containsExactly(new JournalSpan(3, 2000, 3000));
    assertThat(back.spansOf(600)).isEmpty();
  }

  @Test
  void several_partitions_have_a_span_each() {
    JournalTrace trace = new JournalTrace();
    trace.add(0, 10, 0, 5, 9);
    trace.add(10, 1, 1, 7_000_000_000L, 7_000_000_000L);
    trace.add(11, 5, 0, 2, 4);
    assertThat(roundTrip(trace).spansOf(3))
        .containsExactlyInAnyOrder(
            new JournalSpan(0, 2, 10), new JournalSpan(1, 7_000_000_000L, 7_000_000_001L));
  }

  @Test
  void traces_are_joined_where_samples_are() {
    JournalTrace first = new JournalTrace();
    first.add(0, 300, 0, 0, 299);
    JournalTrace second = new JournalTrace();
    second.add(0, 300, 0, 1000, 1299);
    JournalTrace joined = new JournalTrace();
    joined.addAll(0, first, 300);
    joined.addAll(300, second, 300);
    assertThat(joined.spansOf(0)).containsExactly(new JournalSpan(0, 0, 300));
    // The group of sample 300 holds samples of both.
    assertThat(joined.spansOf(300)).containsExactly(new JournalSpan(0, 0, 1300));
    assertThat(joined.spansOf(599)).containsExactly(new JournalSpan(0, 1000, 1300));
  }
}
