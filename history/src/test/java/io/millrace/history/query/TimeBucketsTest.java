package io.millrace.history.query;

import static io.millrace.history.OpenedHistory.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.history.error.HistoryException;
import io.millrace.history.query.TimeBuckets.CalendarUnit;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeBucketsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static List<String> edges(String from, String to, CalendarUnit unit, ZoneId zone) {
    long[] edges = TimeBuckets.calendar(new TimeRange(at(from), at(to)), unit, zone, 1000);
    return Arrays.stream(edges)
        .mapToObj(ns -> Times.toInstant(ns).atZone(zone).toLocalDateTime().toString())
        .toList();
  }

  private static List<Long> hours(String from, String to, CalendarUnit unit, ZoneId zone) {
    long[] edges = TimeBuckets.calendar(new TimeRange(at(from), at(to)), unit, zone, 1000);
    Long[] lengths = new Long[edges.length - 1];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = (edges[i + 1] - edges[i]) / Times.HOUR;
    }
    return List.of(lengths);
  }

  @Test
  void the_day_on_which_the_clock_goes_forward_has_23_hours() {
    assertThat(hours("2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z", CalendarUnit.DAY, BERLIN))
        .containsExactly(24L, 23L, 24L);
    assertThat(hours("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", CalendarUnit.HOUR, BERLIN))
        .hasSize(23);
  }

  @Test
  void the_day_on_which_the_clock_goes_back_has_25_hours() {
    assertThat(hours("2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z", CalendarUnit.DAY, BERLIN))
        .containsExactly(24L, 25L, 24L);
    assertThat(hours("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", CalendarUnit.HOUR, BERLIN))
        .hasSize(25)
        .containsOnly(1L);
  }

  @Test
  void months_quarters_and_years_begin_in_the_zone() {
    assertThat(edges("2026-01-31T23:30:00Z", "2026-03-15T00:00:00Z", CalendarUnit.MONTH, BERLIN))
        .containsExactly("2026-02-01T00:00", "2026-03-01T00:00", "2026-04-01T00:00");
    assertThat(edges("2026-05-05T00:00:00Z", "2026-07-02T00:00:00Z", CalendarUnit.QUARTER, BERLIN))
        .containsExactly("2026-04-01T00:00", "2026-07-01T00:00", "2026-10-01T00:00");
    assertThat(edges("2025-12-31T23:30:00Z", "2026-05-01T00:00:00Z", CalendarUnit.YEAR, BERLIN))
        .containsExactly("2026-01-01T00:00", "2027-01-01T00:00");
  }

  @Test
  void weeks_begin_on_monday() {
    assertThat(edges("2026-11-20T00:00:00Z", "2026-11-24T00:00:00Z", CalendarUnit.WEEK, BERLIN))
        .containsExactly("2026-11-16T00:00", "2026-11-23T00:00", "2026-11-30T00:00");
  }

  @Test
  void zones_whose_hours_begin_on_the_half_are_no_exception() {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    assertThat(edges("2026-11-20T10:15:00Z", "2026-11-20T11:00:00Z", CalendarUnit.HOUR, kolkata))
        .containsExactly("2026-11-20T15:00", "2026-11-20T16:00", "2026-11-20T17:00");
  }

  @Test
  void a_day_that_a_zone_skipped_has_no_bucket() {
    // Samoa went from 29 to 31 December 2011.
    ZoneId samoa = ZoneId.of("Pacific/Apia");
    assertThat(edges("2011-12-29T12:00:00Z", "2011-12-31T12:00:00Z", CalendarUnit.DAY, samoa))
        .containsExactly(
            "2011-12-29T00:00", "2011-12-31T00:00", "2012-01-01T00:00", "2012-01-02T00:00");
  }

  @Test
  void equal_buckets_cover_a_range_to_the_nanosecond() {
    assertThat(TimeBuckets.equal(new TimeRange(0, 10), 3)).containsExactly(0, 3, 6, 10);
    assertThatThrownBy(() -> TimeBuckets.equal(new TimeRange(0, 10), 11))
        .isInstanceOf(HistoryException.class);
  }

  @Test
  void more_buckets_than_allowed_are_refused() {
    TimeRange century = new TimeRange(at("1970-01-01T00:00:00Z"), at("2070-01-01T00:00:00Z"));
    assertThatThrownBy(() -> TimeBuckets.calendar(century, CalendarUnit.HOUR, BERLIN, 1000))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("1000");
  }
}
