package io.millrace.history.query;

import static io.millrace.history.OpenedHistory.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.history.OpenedHistory;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.query.Aggregate.OfNumbers;
import io.millrace.history.query.Aggregate.StateTime;
import io.millrace.model.calendar.BucketUnit;
import io.millrace.model.calendar.CalendarBucket;
import io.millrace.model.calendar.CalendarBuckets;
import io.millrace.model.point.Interpolation;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.SampleValue.OfBoolean;
import io.millrace.model.sample.SampleValue.OfDouble;
import io.millrace.model.sample.SampleValue.OfText;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.time.ZoneId;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AggregateTest {
  private static final Offset<Double> NEAR = within(1e-6);

  private final OpenedHistory history = new OpenedHistory();

  @AfterEach
  void close() {
    history.close();
  }

  private List<Aggregate> ask(
      int point, Interpolation interpolation, String holdUntil, String... edges) {
    long[] edgesNs = new long[edges.length];
    for (int i = 0; i < edges.length; i++) {
      edgesNs[i] = at(edges[i]);
    }
    return history
        .reader()
        .aggregate(point, new AggregateRequest(edgesNs, interpolation, at(holdUntil)))
        .aggregates();
  }

  private static OfNumbers numbers(Aggregate aggregate) {
    OfNumbers numbers = aggregate.numbers();
    if (numbers == null) {
      throw new AssertionError("the point is numeric");
    }
    return numbers;
  }

  @Test
  void a_time_weighted_mean_is_right_for_data_that_is_reported_by_exception() {
    int level = history.point(ValueKind.DOUBLE);
    // 10 for 50 minutes and 70 for 10: the mean of the samples would say 40.
    history.write(level, "2026-11-20T08:00:00Z", 10);
    history.write(level, "2026-11-20T08:50:00Z", 70);
    history.write(level, "2026-11-20T09:00:00Z", 0);
    Aggregate hour =
        ask(
                level,
                Interpolation.STEPPED,
                "2026-11-20T09:00:00Z",
                "2026-11-20T08:00:00Z",
                "2026-11-20T09:00:00Z")
            .getFirst();
    assertThat(numbers(hour).mean()).isEqualTo(40);
    assertThat(numbers(hour).timeWeightedMean()).isEqualTo((10 * 50 + 70 * 10) / 60.0, NEAR);
    assertThat(numbers(hour).integral()).isEqualTo(10 * 3000 + 70 * 600, NEAR);
    assertThat(hour.coveredNs()).isEqualTo(Times.HOUR);
  }

  @Test
  void a_linear_point_goes_straight_also_across_the_edges_of_buckets() {
    int level = history.point(ValueKind.DOUBLE);
    history.write(level, "2026-11-20T08:00:00Z", 0);
    history.write(level, "2026-11-20T10:00:00Z", 120);
    List<Aggregate> hours =
        ask(
            level,
            Interpolation.LINEAR,
            "2026-11-20T10:00:00Z",
            "2026-11-20T08:00:00Z",
            "2026-11-20T09:00:00Z",
            "2026-11-20T10:00:00Z");
    assertThat(numbers(hours.get(0)).timeWeightedMean()).isEqualTo(30, NEAR);
    assertThat(numbers(hours.get(1)).timeWeightedMean()).isEqualTo(90, NEAR);
    // The second bucket has no sample of its own, only the way through it.
    assertThat(hours.get(1).count()).isZero();
    assertThat(hours.get(1).coveredNs()).isEqualTo(Times.HOUR);
  }

  @Test
  void a_value_from_before_holds_into_the_first_bucket_and_the_latest_until_now() {
    int level = history.point(ValueKind.DOUBLE);
    history.write(level, "2026-11-19T00:00:00Z", 5);
    history.write(level, "2026-11-20T08:30:00Z", 9);
    List<Aggregate> hours =
        ask(
            level,
            Interpolation.STEPPED,
            "2026-11-20T09:15:00Z",
            "2026-11-20T08:00:00Z",
            "2026-11-20T09:00:00Z",
            "2026-11-20T10:00:00Z");
    assertThat(numbers(hours.get(0)).timeWeightedMean()).isEqualTo(7, NEAR);
    assertThat(hours.get(1).coveredNs()).isEqualTo(15 * Times.MINUTE);
    assertThat(numbers(hours.get(1)).timeWeightedMean()).isEqualTo(9, NEAR);
  }

  @Test
  void law13_nothing_is_known_between_a_lost_source_and_its_return() {
    int level = history.point(ValueKind.DOUBLE);
    history.write(level, at("2026-11-20T08:00:00Z"), 4);
    history.write(level, at("2026-11-20T08:15:00Z"), 0, Quality.BAD_NO_COMMUNICATION);
    history.write(level, at("2026-11-20T08:45:00Z"), 8);
    Aggregate hour =
        ask(
                level,
                Interpolation.STEPPED,
                "2026-11-20T09:00:00Z",
                "2026-11-20T08:00:00Z",
                "2026-11-20T09:00:00Z")
            .getFirst();
    assertThat(hour.coveredNs()).isEqualTo(30 * Times.MINUTE);
    assertThat(numbers(hour).timeWeightedMean()).isEqualTo(6, NEAR);
    assertThat(hour.count()).isEqualTo(3);
    assertThat(hour.goodShare()).isEqualTo(2 / 3.0, NEAR);
    assertThat(numbers(hour).min()).isEqualTo(new OfDouble(4));
  }

  @Test
  void nan_and_infinities_are_kept_as_samples_and_never_corrupt_an_answer() {
    int level = history.point(ValueKind.DOUBLE);
    history.write(level, "2026-11-20T08:00:00Z", 4);
    history.write(level, "2026-11-20T08:10:00Z", Double.NaN);
    history.write(level, "2026-11-20T08:20:00Z", Double.POSITIVE_INFINITY);
    history.write(level, "2026-11-20T08:30:00Z", 8);
    Aggregate hour =
        ask(
                level,
                Interpolation.LINEAR,
                "2026-11-20T09:00:00Z",
                "2026-11-20T08:00:00Z",
                "2026-11-20T09:00:00Z")
            .getFirst();
    assertThat(hour.count()).isEqualTo(4);
    assertThat(numbers(hour).usableCount()).isEqualTo(2);
    assertThat(numbers(hour).mean()).isEqualTo(6);
    assertThat(numbers(hour).max()).isEqualTo(new OfDouble(8));
    // 4 for ten minutes, unknown for twenty, 8 for thirty.
    assertThat(numbers(hour).timeWeightedMean()).isEqualTo((4 * 10 + 8 * 30) / 40.0, NEAR);
  }

  @Test
  void a_counter_rises_over_a_reset_and_each_rise_belongs_to_one_bucket() {
    int meter = history.point(ValueKind.DOUBLE);
    history.write(meter, "2026-11-20T07:50:00Z", 100);
    history.write(meter, "2026-11-20T08:10:00Z", 110);
    history.write(meter, "2026-11-20T08:50:00Z", 3); // a new meter
    history.write(meter, "2026-11-20T09:10:00Z", 10);
    List<Aggregate> hours =
        ask(
            meter,
            Interpolation.LINEAR,
            "2026-11-20T10:00:00Z",
            "2026-11-20T08:00:00Z",
            "2026-11-20T09:00:00Z",
            "2026-11-20T10:00:00Z");
    assertThat(numbers(hours.get(0)).increase()).isEqualTo(10 + 3);
    assertThat(numbers(hours.get(1)).increase()).isEqualTo(7);
  }

  @Test
  void states_have_the_time_for_which_they_held_also_across_buckets() {
    int running = history.point(ValueKind.BOOLEAN);
    history.writeBits(running, ValueKind.BOOLEAN, at("2026-11-20T07:00:00Z"), 1);
    history.writeBits(running, ValueKind.BOOLEAN, at("2026-11-20T08:20:00Z"), 0);
    history.writeBits(running, ValueKind.BOOLEAN, at("2026-11-20T08:50:00Z"), 1);
    List<Aggregate> hours =
        ask(
            running,
            Interpolation.STEPPED,
            "2026-11-20T10:00:00Z",
            "2026-11-20T08:00:00Z",
            "2026-11-20T09:00:00Z",
            "2026-11-20T10:00:00Z");
    assertThat(hours.get(0).states())
        .containsExactlyInAnyOrder(
            new StateTime(new OfBoolean(true), 30 * Times.MINUTE),
            new StateTime(new OfBoolean(false), 30 * Times.MINUTE));
    assertThat(hours.get(1).states())
        .containsExactly(new StateTime(new OfBoolean(true), Times.HOUR));
    assertThat(hours.get(0).numbers()).isNull();
  }

  @Test
  void texts_are_states_too_however_long() {
    int mode = history.point(ValueKind.TEXT);
    String longText = "cleaning ".repeat(50);
    history.writeText(mode, ValueKind.TEXT, at("2026-11-20T08:00:00Z"), "auto");
    history.writeText(mode, ValueKind.TEXT, at("2026-11-20T08:45:00Z"), longText);
    Aggregate hour =
        ask(
                mode,
                Interpolation.STEPPED,
                "2026-11-20T10:00:00Z",
                "2026-11-20T08:00:00Z",
                "2026-11-20T09:00:00Z")
            .getFirst();
    assertThat(hour.states())
        .containsExactly(
            new StateTime(new OfText("auto"), 45 * Times.MINUTE),
            new StateTime(new OfText(longText), 15 * Times.MINUTE));
  }

  @Test
  void statistics_answer_as_the_samples_would() {
    int level = history.point(ValueKind.DOUBLE);
    long startNs = at("2026-11-01T00:00:00Z");
    double sum = 0;
    for (int i = 0; i < 20_000; i++) {
      history.write(level, startNs + i * 30L * Times.SECOND, i % 1000);
      sum += i % 1000;
    }
    history.checkpoint("");
    long endNs = startNs + 20_000L * 30 * Times.SECOND;
    AggregateRequest whole =
        new AggregateRequest(new long[] {startNs, endNs}, Interpolation.STEPPED, endNs);
    Aggregate all = history.reader().aggregate(level, whole).aggregates().getFirst();
    assertThat(all.count()).isEqualTo(20_000);
    assertThat(numbers(all).sum()).isEqualTo(sum, NEAR);
    assertThat(numbers(all).timeWeightedMean()).isEqualTo(sum / 20_000, NEAR);
    assertThat(numbers(all).maxTimeNs()).isEqualTo(startNs + 999 * 30 * Times.SECOND);
    assertThat(all.isApproximate()).isFalse();
  }

  @Test
  void equal_buckets_cover_a_range_to_the_nanosecond() {
    assertThat(AggregateRequest.ofCount(new TimeRange(0, 10), 3, Interpolation.STEPPED, 0).edges())
        .containsExactly(0, 3, 6, 10);
    assertThatThrownBy(
            () -> AggregateRequest.ofCount(new TimeRange(0, 10), 11, Interpolation.STEPPED, 0))
        .isInstanceOf(HistoryException.class);
  }

  @Test
  void days_of_a_zone_have_23_or_25_hours_when_its_clock_is_changed() {
    int meter = history.point(ValueKind.DOUBLE);
    long startNs = at("2026-03-27T23:00:00Z");
    for (int i = 0; i < 4 * 24; i++) {
      history.write(meter, startNs + i * Times.HOUR, i);
    }
    history.checkpoint("");
    List<CalendarBucket> days =
        CalendarBuckets.inZone(ZoneId.of("Europe/Berlin"))
            .over(new TimeRange(startNs, startNs + 71 * Times.HOUR), BucketUnit.DAY);
    AggregateRequest request =
        new AggregateRequest(
            new long[] {
              days.get(0).range().fromNs(),
              days.get(1).range().fromNs(),
              days.get(2).range().fromNs(),
              days.get(2).range().toNs()
            },
            Interpolation.STEPPED,
            startNs + 96 * Times.HOUR);
    List<Aggregate> aggregates = history.reader().aggregate(meter, request).aggregates();
    assertThat(aggregates).extracting(Aggregate::count).containsExactly(24L, 23L, 24L);
    assertThat(aggregates)
        .extracting(Aggregate::coveredNs)
        .containsExactly(24 * Times.HOUR, 23 * Times.HOUR, 24 * Times.HOUR);
    assertThat(numbers(aggregates.get(1)).increase()).isEqualTo(23, NEAR);
  }

  @Test
  void a_point_without_samples_has_empty_buckets() {
    int nothing = history.point(ValueKind.DOUBLE);
    Aggregate hour =
        ask(
                nothing,
                Interpolation.LINEAR,
                "2026-11-20T10:00:00Z",
                "2026-11-20T08:00:00Z",
                "2026-11-20T09:00:00Z")
            .getFirst();
    assertThat(hour.count()).isZero();
    assertThat(hour.first()).isNull();
    assertThat(numbers(hour).mean()).isNaN();
    assertThat(numbers(hour).min()).isNull();
    assertThat(hour.goodShare()).isNaN();
  }

  @Test
  void edges_that_do_not_ascend_and_too_many_buckets_are_refused() {
    int level = history.point(ValueKind.DOUBLE);
    assertThatThrownBy(() -> new AggregateRequest(new long[] {5, 5}, Interpolation.LINEAR, 0))
        .isInstanceOf(HistoryException.class)
        .extracting(e -> ((HistoryException) e).code())
        .isEqualTo(HistoryError.HISTORY_QUERY_INVALID);
    long[] edges = new long[QuerySettings.DEFAULTS.maxBuckets() + 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = i;
    }
    AggregateRequest tooMany = new AggregateRequest(edges, Interpolation.LINEAR, 0);
    assertThatThrownBy(() -> history.reader().aggregate(level, tooMany))
        .isInstanceOf(HistoryException.class)
        .extracting(e -> ((HistoryException) e).code())
        .isEqualTo(HistoryError.HISTORY_QUERY_TOO_LARGE);
  }
}
