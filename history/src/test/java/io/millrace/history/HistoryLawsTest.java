package io.millrace.history;

import static io.millrace.history.OpenedHistory.ALWAYS;
import static io.millrace.history.OpenedHistory.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.Tombstones;
import io.millrace.history.query.Aggregate;
import io.millrace.history.query.AggregateRequest;
import io.millrace.history.query.RangeRequest;
import io.millrace.history.query.SampleOrigin;
import io.millrace.history.query.SamplePage;
import io.millrace.history.source.SourceCounts;
import io.millrace.history.source.SourceSpans;
import io.millrace.history.store.memory.MemoryChunkStore;
import io.millrace.history.store.memory.MemoryDisk;
import io.millrace.model.context.ContextChange.JournalSpan;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryLawsTest {
  private static final long NOON_NS = at("2026-11-20T12:00:00Z");

  private static List<Double> values(OpenedHistory history, int point) {
    return values(history.reader().range(point, new RangeRequest(ALWAYS, false, 10_000, null)));
  }

  private static List<Double> values(SamplePage page) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < page.samples().size(); i++) {
      values.add(Double.longBitsToDouble(page.samples().bits(i)));
    }
    return values;
  }

  private static SourceCounts counts(OpenedHistory history) {
    return history.history().counts(OpenedHistory.SOURCE);
  }

  @Test
  void law12_the_same_time_value_and_quality_is_a_duplicate_and_another_value_stays_beside() {
    try (OpenedHistory history = new OpenedHistory()) {
      int level = history.point(ValueKind.DOUBLE);
      history.write(level, NOON_NS, 1);
      history.write(level, NOON_NS, 1);
      history.write(level, NOON_NS, 2);
      history.write(level, NOON_NS, 1);
      history.write(level, NOON_NS, 1, Quality.UNCERTAIN);
      assertThat(values(history, level)).containsExactly(1.0, 2.0, 1.0);
      assertThat(counts(history)).isEqualTo(new SourceCounts(3, 2, 0, 0, 0, 0));
    }
  }

  @Test
  void law12_a_point_that_replaces_keeps_the_later_one() {
    try (OpenedHistory history = new OpenedHistory()) {
      int level = history.point(ValueKind.DOUBLE, SameTimePolicy.REPLACE);
      history.write(level, NOON_NS, 1);
      history.checkpoint("");
      history.write(level, NOON_NS, 2);
      history.write(level, NOON_NS, 2);
      history.checkpoint("");
      assertThat(values(history, level)).containsExactly(2.0);
      assertThat(counts(history)).isEqualTo(new SourceCounts(1, 1, 1, 0, 0, 0));
    }
  }

  @Test
  void law12_a_broken_clock_cannot_pile_up_samples_without_end() {
    try (OpenedHistory history = new OpenedHistory()) {
      int level = history.point(ValueKind.DOUBLE);
      for (int i = 0; i < 1000; i++) {
        history.write(level, 0, i);
        if (i % 300 == 0) {
          history.checkpoint("");
        }
      }
      history.checkpoint("");
      assertThat(counts(history).stored()).isEqualTo(ChunkLimits.MAX_SAME_TIME);
      assertThat(counts(history).refused()).isEqualTo(1000 - ChunkLimits.MAX_SAME_TIME);
    }
  }

  @Test
  void law10_every_sample_is_counted_once_also_one_of_the_wrong_kind() {
    try (OpenedHistory history = new OpenedHistory()) {
      int level = history.point(ValueKind.DOUBLE);
      int text = history.point(ValueKind.TEXT);
      history.write(level, NOON_NS, 1);
      history.writeBits(level, ValueKind.INT64, NOON_NS + 1, 7);
      history.writeText(text, ValueKind.TEXT, NOON_NS, "x".repeat(70_000));
      assertThat(counts(history)).isEqualTo(new SourceCounts(1, 0, 0, 0, 0, 2));
      assertThat(counts(history).total()).isEqualTo(3);
    }
  }

  @Test
  void law11_far_future_and_far_past_are_only_late_or_early() {
    try (OpenedHistory history = new OpenedHistory()) {
      int level = history.point(ValueKind.DOUBLE);
      history.write(level, at("2099-01-01T00:00:00Z"), 99);
      history.write(level, "1970-01-01T00:00:00Z", 70);
      history.write(level, NOON_NS, 12);
      history.checkpoint("");
      history.write(level, NOON_NS + 1, 13);
      assertThat(values(history, level)).containsExactly(70.0, 12.0, 13.0, 99.0);
    }
  }

  @Test
  void law15_what_was_taken_in_before_a_deletion_is_gone_however_late_it_is_decoded() {
    try (OpenedHistory history = new OpenedHistory()) {
      int level = history.point(ValueKind.DOUBLE);
      history.write(level, NOON_NS, 1);
      history.write(level, NOON_NS + 10, 2);
      history.checkpoint("");
      TimeRange range = new TimeRange(NOON_NS, NOON_NS + 5);
      assertThat(history.history().delete(new Deletion(level, range, 100, false))).isEqualTo(1);
      write(history.history(), level, NOON_NS + 1, 3, 100);
      assertThat(values(history, level)).containsExactly(2.0);
      assertThat(counts(history).deleted()).isEqualTo(1);
      // Corrected data, uploaded afterwards, is new.
      write(history.history(), level, NOON_NS + 1, 4, 101);
      assertThat(values(history, level)).containsExactly(4.0, 2.0);
    }
  }

  @Test
  void law15_a_range_can_be_closed_for_later_data_too_and_stays_closed_after_a_restart() {
    MemoryDisk disk = new MemoryDisk();
    TimeRange range = new TimeRange(NOON_NS, NOON_NS + Times.HOUR);
    try (OpenedHistory history = new OpenedHistory(new MemoryChunkStore(disk))) {
      int level = history.point(ValueKind.DOUBLE);
      history.history().delete(new Deletion(level, range, 100, true));
      history.checkpoint("");
    }
    try (OpenedHistory history = new OpenedHistory(new MemoryChunkStore(disk))) {
      int level = history.point(ValueKind.DOUBLE);
      write(history.history(), level, NOON_NS + 1, 3, 1_000_000);
      write(history.history(), level, NOON_NS + Times.HOUR, 4, 1_000_000);
      assertThat(values(history, level)).containsExactly(4.0);
    }
  }

  private static void write(
      History history, int point, long timeNs, double value, long contextVersion) {
    SampleBatch batch = new SampleBatch();
    batch.add(point, ValueKind.DOUBLE, timeNs, Double.doubleToRawLongBits(value), 0, 0);
    int source = history.sourceHandle(OpenedHistory.SOURCE);
    history.write(batch, SourceSpans.of(source, 1), 0, contextVersion);
  }

  @Test
  void a_point_remembers_a_limited_number_of_separate_deletions() {
    try (OpenedHistory history = new OpenedHistory()) {
      int level = history.point(ValueKind.DOUBLE);
      for (int i = 0; i < Tombstones.MAX; i++) {
        history.history().delete(new Deletion(level, new TimeRange(i * 10L, i * 10L + 5), 1, true));
      }
      Deletion oneMore = new Deletion(level, new TimeRange(-10, -5), 1, true);
      assertThatThrownBy(() -> history.history().delete(oneMore))
          .isInstanceOf(HistoryException.class)
          .extracting(e -> ((HistoryException) e).code())
          .isEqualTo(HistoryError.HISTORY_TOO_MANY_DELETIONS);
      // One that covers the others takes their place.
      Deletion all = new Deletion(level, new TimeRange(-10, 100_000), 1, true);
      history.history().delete(all);
      history.history().delete(oneMore);
    }
  }

  @Test
  void law9_samples_that_only_a_wrong_decoder_produced_can_be_taken_back() {
    try (OpenedHistory history = new OpenedHistory()) {
      int level = history.point(ValueKind.DOUBLE);
      for (int i = 0; i < 10; i++) {
        history.write(level, NOON_NS + i, i * 1000);
      }
      history.checkpoint("");
      SampleBatch wrong = new SampleBatch();
      for (int i = 0; i < 10; i++) {
        double value = i == 4 ? -1 : i * 1000; // one is not as it was
        wrong.add(level, ValueKind.DOUBLE, NOON_NS + i, Double.doubleToRawLongBits(value), 0, 9);
      }
      history.history().remove(wrong, 0);
      assertThat(values(history, level)).containsExactly(4000.0);
      history.checkpoint("");
      assertThat(values(history, level)).containsExactly(4000.0);
    }
  }

  @Test
  void retention_leaves_statistics_by_the_hour_and_later_nothing() {
    MemoryDisk disk = new MemoryDisk();
    long startNs = at("2026-11-01T00:00:00Z");
    try (OpenedHistory history = new OpenedHistory(new MemoryChunkStore(disk))) {
      int level = history.point(ValueKind.DOUBLE);
      for (int minute = 0; minute < 10 * 1440; minute++) {
        history.write(level, startNs + minute * Times.MINUTE, minute % 60);
      }
      history.checkpoint("");
      retain(history, level, startNs + 8 * Times.DAY, startNs + 3 * Times.DAY);
      history.checkpoint("");
    }
    try (OpenedHistory history = new OpenedHistory(new MemoryChunkStore(disk))) {
      int level = history.point(ValueKind.DOUBLE);
      assertThat(values(history, level)).hasSize(2 * 1440);
      long[] edges = {
        startNs,
        startNs + 3 * Times.DAY,
        startNs + 5 * Times.DAY + 7 * Times.HOUR,
        startNs + 10 * Times.DAY
      };
      List<Aggregate> aggregates =
          history
              .reader()
              .aggregate(level, new AggregateRequest(edges, Interpolation.STEPPED, 0))
              .aggregates();
      assertThat(aggregates.get(0).count()).isZero();
      assertThat(aggregates.get(1).count()).isEqualTo((2 * 24 + 7) * 60);
      assertThat(aggregates.get(2).count()).isEqualTo((4 * 24 + 17) * 60);
      // Edges on the hour cut nothing.
      assertThat(aggregates.get(1).isApproximate()).isFalse();
      // What is older than what is kept is not taken any more.
      history.write(level, startNs + 7 * Times.DAY, 1);
      assertThat(counts(history).expired()).isEqualTo(1);
    }
  }

  @Test
  void retention_reaches_the_latest_day_of_a_point_that_fell_silent() {
    MemoryDisk disk = new MemoryDisk();
    try (OpenedHistory history = new OpenedHistory(new MemoryChunkStore(disk))) {
      int level = history.point(ValueKind.DOUBLE);
      history.write(level, NOON_NS, 5);
      history.write(level, NOON_NS + Times.MINUTE, 7);
      retain(history, level, NOON_NS + 30 * Times.DAY, Long.MIN_VALUE);
      history.checkpoint("");
    }
    try (OpenedHistory history = new OpenedHistory(new MemoryChunkStore(disk))) {
      int level = history.point(ValueKind.DOUBLE);
      assertThat(values(history, level)).isEmpty();
      AggregateRequest day =
          new AggregateRequest(new long[] {NOON_NS, NOON_NS + Times.DAY}, Interpolation.STEPPED, 0);
      assertThat(history.reader().aggregate(level, day).aggregates().getFirst().count())
          .isEqualTo(2);
    }
  }

  private static void retain(
      OpenedHistory history, int point, long samplesFromNs, long statisticsFromNs) {
    boolean more = true;
    while (more) {
      more = history.history().retain(point, samplesFromNs, statisticsFromNs);
    }
  }

  @Test
  void why_leads_from_a_sample_back_to_its_part_of_the_journal() {
    try (OpenedHistory history = new OpenedHistory()) {
      int level = history.point(ValueKind.DOUBLE);
      int other = history.point(ValueKind.DOUBLE);
      for (int i = 0; i < 10_000; i++) {
        history.write(i % 10 == 0 ? level : other, NOON_NS + i * Times.SECOND, i);
      }
      history.write(level, NOON_NS + 5, -5); // late; the record with offset 10,000
      history.checkpoint("");
      assertSpans(history, level, NOON_NS + 5000 * Times.SECOND, 5000);
      assertSpans(history, level, NOON_NS + 9990 * Times.SECOND, 9990);
      assertSpans(history, level, NOON_NS + 5, 10_000);
      assertThat(history.reader().why(level, NOON_NS + 1)).isEmpty();
    }
  }

  private static void assertSpans(OpenedHistory history, int point, long timeNs, long offset) {
    List<SampleOrigin> origins = history.reader().why(point, timeNs);
    assertThat(origins).hasSize(1);
    List<JournalSpan> spans = origins.getFirst().spans();
    assertThat(spans).anyMatch(span -> span.contains(0, offset));
  }

  @Test
  void the_cursor_is_that_of_the_last_durable_checkpoint() {
    MemoryDisk disk = new MemoryDisk();
    try (OpenedHistory history = new OpenedHistory(new MemoryChunkStore(disk))) {
      assertThat(history.history().cursor()).isEmpty();
      int level = history.point(ValueKind.DOUBLE);
      history.write(level, NOON_NS, 1);
      history.checkpoint("here");
      history.write(level, NOON_NS + 1, 2);
    }
    try (OpenedHistory history = new OpenedHistory(new MemoryChunkStore(disk))) {
      int level = history.point(ValueKind.DOUBLE);
      assertThat(history.history().cursor()).isEqualTo("here".getBytes(StandardCharsets.UTF_8));
      assertThat(values(history, level)).containsExactly(1.0);
      assertThat(counts(history).stored()).isEqualTo(1);
    }
  }

  @Test
  void a_checkpoint_is_due_when_enough_came() {
    try (OpenedHistory history = new OpenedHistory()) {
      int level = history.point(ValueKind.DOUBLE);
      assertThat(history.history().checkpointDue()).isFalse();
      for (int i = 0; i < 1000; i++) {
        history.write(level, NOON_NS + i, i);
      }
      assertThat(history.history().checkpointDue()).isTrue();
      history.checkpoint("");
      assertThat(history.history().checkpointDue()).isFalse();
    }
  }

  @Test
  void pages_go_on_where_the_last_one_ended_also_among_samples_of_one_time() {
    try (OpenedHistory history = new OpenedHistory()) {
      int level = history.point(ValueKind.DOUBLE);
      for (int i = 0; i < 7; i++) {
        history.write(level, NOON_NS, i);
      }
      history.write(level, NOON_NS + 1, 7);
      SamplePage first = history.reader().range(level, new RangeRequest(ALWAYS, false, 3, null));
      SamplePage second =
          history.reader().range(level, new RangeRequest(ALWAYS, false, 3, first.next()));
      SamplePage third =
          history.reader().range(level, new RangeRequest(ALWAYS, false, 3, second.next()));
      assertThat(values(first)).containsExactly(0.0, 1.0, 2.0);
      assertThat(values(second)).containsExactly(3.0, 4.0, 5.0);
      assertThat(values(third)).containsExactly(6.0, 7.0);
      assertThat(third.next()).isNull();
      assertThat(values(history.reader().last(level, 2))).containsExactly(6.0, 7.0);
    }
  }
}
