package io.millrace.history.query;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;

/** Makes edges of buckets: equal ones, or those of a calendar. */
public final class TimeBuckets {
  /** Units of the calendar, in some zone. */
  public enum CalendarUnit {
    /** From a full hour on the clock to the next; always 3,600 s. */
    HOUR,
    /** From midnight to midnight: 23 or 25 hours when the clock is changed. */
    DAY,
    /** From Monday to Monday (ISO 8601). */
    WEEK,
    /** From the first of a month to that of the next. */
    MONTH,
    /** From the first of January, April, July or October. */
    QUARTER,
    /** From New Year to New Year. */
    YEAR
  }

  private TimeBuckets() {}

  /** Edges of buckets of equal length, to the nanosecond. */
  public static long[] equal(TimeRange range, int buckets) {
    long length = range.lengthNs();
    if (buckets < 1 || length < buckets) {
      throw new HistoryException(
          HistoryError.HISTORY_QUERY_INVALID,
          "A range of " + length + " ns cannot be divided into " + buckets + " buckets.");
    }
    long[] edges = new long[buckets + 1];
    long whole = length / buckets;
    long rest = length % buckets;
    for (int i = 0; i <= buckets; i++) {
      edges[i] = range.fromNs() + whole * i + rest * i / buckets;
    }
    return edges;
  }

  /**
   * Edges of the calendar's units that the range touches: the first is at or before its beginning,
   * the last at or after its end.
   *
   * @param limit how many buckets there may be at most
   */
  public static long[] calendar(TimeRange range, CalendarUnit unit, ZoneId zone, int limit) {
    long[] edges = new long[16];
    int size = 0;
    ZonedDateTime edge = floor(Times.toInstant(range.fromNs()).atZone(zone), unit);
    edges[size++] = Times.toNs(edge.toInstant());
    while (edges[size - 1] < range.toNs() || size == 1) {
      if (size > limit) {
        throw new HistoryException(
            HistoryError.HISTORY_QUERY_TOO_LARGE,
            "The range has more than " + limit + " buckets of the unit " + unit + ".");
      }
      edge = next(edge, unit);
      if (size == edges.length) {
        edges = Arrays.copyOf(edges, 2 * size);
      }
      edges[size++] = Times.toNs(edge.toInstant());
    }
    return Arrays.copyOf(edges, size);
  }

  private static ZonedDateTime floor(ZonedDateTime time, CalendarUnit unit) {
    LocalDate date = time.toLocalDate();
    ZoneId zone = time.getZone();
    return switch (unit) {
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY -> date.atStartOfDay(zone);
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay(zone);
      case MONTH -> date.withDayOfMonth(1).atStartOfDay(zone);
      case QUARTER ->
          date.withDayOfMonth(1)
              .withMonth((date.getMonthValue() - 1) / 3 * 3 + 1)
              .atStartOfDay(zone);
      case YEAR -> date.withDayOfYear(1).atStartOfDay(zone);
    };
  }

  private static ZonedDateTime next(ZonedDateTime edge, CalendarUnit unit) {
    // By date, not by adding to the time: a midnight that the clock skips must not shift the rest.
    LocalDate date = edge.toLocalDate();
    ZoneId zone = edge.getZone();
    return switch (unit) {
      case HOUR -> edge.plusHours(1);
      case DAY -> date.plusDays(1).atStartOfDay(zone);
      case WEEK -> date.plusWeeks(1).atStartOfDay(zone);
      case MONTH -> date.plusMonths(1).atStartOfDay(zone);
      case QUARTER -> date.plusMonths(3).atStartOfDay(zone);
      case YEAR -> date.plusYears(1).atStartOfDay(zone);
    };
  }
}
