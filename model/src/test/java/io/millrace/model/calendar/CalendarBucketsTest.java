package io.millrace.model.calendar;

import static io.millrace.model.calendar.Plants.BERLIN;
import static io.millrace.model.calendar.Plants.fiveDays;
import static io.millrace.model.calendar.Plants.ns;
import static io.millrace.model.calendar.Plants.roundTheClock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalendarBucketsTest {
  private static final CalendarBuckets ZONE = CalendarBuckets.inZone(BERLIN);

  @Test
  void days_go_from_midnight_to_midnight_and_have_23_or_25_hours_when_the_clock_changes() {
    List<CalendarBucket> spring =
        ZONE.over(span("2026-03-28T12:00:00+01:00", "2026-03-30T12:00:00+02:00"), BucketUnit.DAY);
    assertThat(spring)
        .extracting(CalendarBucket::label)
        .containsExactly("2026-03-28", "2026-03-29", "2026-03-30");
    assertThat(spring.get(1).range())
        .isEqualTo(span("2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"));
    assertThat(spring.get(1).range().lengthNs()).isEqualTo(23 * Times.HOUR);
    List<CalendarBucket> autumn =
        ZONE.over(span("2026-10-25T00:00:00+02:00", "2026-10-25T00:00:01+02:00"), BucketUnit.DAY);
    assertThat(autumn)
        .singleElement()
        .satisfies(day -> assertThat(day.range().lengthNs()).isEqualTo(25 * Times.HOUR));
  }

  @Test
  void hours_follow_the_wall_clock_and_the_repeated_one_counts_twice() {
    List<CalendarBucket> hours =
        ZONE.over(span("2026-10-25T01:30:00+02:00", "2026-10-25T03:30:00+01:00"), BucketUnit.HOUR);
    assertThat(hours)
        .extracting(CalendarBucket::label)
        .containsExactly(
            "2026-10-25T01:00+02:00",
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:00+01:00",
            "2026-10-25T03:00+01:00");
    List<CalendarBucket> india =
        CalendarBuckets.inZone(ZoneId.of("Asia/Kolkata"))
            .over(span("2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"), BucketUnit.HOUR);
    assertThat(india).extracting(CalendarBucket::label).containsExactly("2026-01-01T05:00+05:30");
  }

  @Test
  void weeks_begin_on_monday_and_are_numbered_by_iso_8601() {
    assertThat(ZONE.over(span("2026-12-30T00:00:00Z", "2027-01-05T00:00:00Z"), BucketUnit.WEEK))
        .extracting(CalendarBucket::label)
        .containsExactly("2026-W53", "2027-W01");
  }

  @Test
  void months_and_years_have_their_true_lengths() {
    assertThat(ZONE.over(span("2024-02-10T00:00:00Z", "2024-03-01T12:00:00Z"), BucketUnit.MONTH))
        .extracting(b -> b.label() + " " + b.range().lengthNs() / Times.DAY)
        .containsExactly("2024-02 29", "2024-03 30");
    assertThat(ZONE.over(span("2024-02-10T00:00:00Z", "2024-03-01T12:00:00Z"), BucketUnit.YEAR))
        .extracting(CalendarBucket::label)
        .containsExactly("2024");
  }

  @Test
  void shifts_are_labelled_with_their_own_date() {
    assertThat(
            new CalendarBuckets(roundTheClock())
                .over(
                    span("2026-06-11T01:00:00+02:00", "2026-06-11T07:00:00+02:00"),
                    BucketUnit.SHIFT))
        .extracting(CalendarBucket::label)
        .containsExactly("2026-06-10 Night", "2026-06-11 Early");
  }

  @Test
  void a_production_day_goes_from_its_first_shift_to_the_end_of_its_last() {
    List<CalendarBucket> days =
        new CalendarBuckets(fiveDays())
            .over(
                span("2026-06-12T10:00:00+02:00", "2026-06-15T10:00:00+02:00"),
                BucketUnit.PRODUCTION_DAY);
    assertThat(days)
        .containsExactly(
            new CalendarBucket(
                span("2026-06-12T06:00:00+02:00", "2026-06-13T06:00:00+02:00"), "2026-06-12"),
            new CalendarBucket(
                span("2026-06-15T06:00:00+02:00", "2026-06-16T06:00:00+02:00"), "2026-06-15"));
  }

  @Test
  void buckets_of_the_wall_clock_tile_time_in_every_zone() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    List<BucketUnit> units =
        List.of(
            BucketUnit.HOUR, BucketUnit.DAY, BucketUnit.WEEK, BucketUnit.MONTH, BucketUnit.YEAR);
    for (int i = 0; i < 1_000; i++) {
      String zone = zones.get(random.nextInt(zones.size()));
      BucketUnit unit = units.get(random.nextInt(units.size()));
      long from = random.nextLong(-50L * 365 * Times.DAY, 80L * 365 * Times.DAY);
      TimeRange span = new TimeRange(from, from + random.nextLong(1, 10 * Times.DAY));
      List<CalendarBucket> buckets = CalendarBuckets.inZone(ZoneId.of(zone)).over(span, unit);
      String where = unit + " in " + zone + " over " + span + ", seed " + seed;
      assertThat(buckets.getFirst().range().contains(from)).as(where).isTrue();
      assertThat(buckets.getLast().range().toNs()).as(where).isGreaterThanOrEqualTo(span.toNs());
      assertThat(buckets.getLast().range().fromNs()).as(where).isLessThan(span.toNs());
      for (int b = 1; b < buckets.size(); b++) {
        assertThat(buckets.get(b).range().fromNs())
            .as(where)
            .isEqualTo(buckets.get(b - 1).range().toNs());
        assertThat(buckets.get(b).range().lengthNs()).as(where).isPositive();
      }
    }
  }

  @Test
  void the_number_of_buckets_is_bounded() {
    assertThatThrownBy(() -> ZONE.over(new TimeRange(0, 50L * 365 * Times.DAY), BucketUnit.HOUR))
        .isInstanceOf(CalendarException.class)
        .hasMessageContaining("more than 100000 periods");
  }

  private static TimeRange span(String from, String to) {
    return new TimeRange(ns(from), ns(to));
  }
}
