package io.millrace.model.calendar;

import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Cuts spans of time at the edges of a calendar. Immutable. */
public final class CalendarBuckets {
  /** The most buckets that one answer may have. */
  public static final int MAX_BUCKETS = 100_000;

  private static final DateTimeFormatter HOUR_LABEL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmxxx", Locale.ROOT);
  private static final DateTimeFormatter MONTH_LABEL =
      DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT);

  private final ShiftCalendar calendar;
  private final WallClock clock;

  /** Buckets on the wall clock, and by the shifts, of a calendar. */
  public CalendarBuckets(ShiftCalendar calendar) {
    this.calendar = calendar;
    clock = new WallClock(calendar.zone());
  }

  /** Buckets on the wall clock of a zone where nobody has defined shifts. */
  public static CalendarBuckets inZone(ZoneId zone) {
    return new CalendarBuckets(ShiftCalendar.weekly(zone, List.of(DayPlan.OFF)));
  }

  /**
   * The buckets of which at least a nanosecond lies in the span, in order; each as a whole, so that
   * the first may begin before the span and the last may end after it.
   *
   * @throws CalendarException {@link CalendarError#CALENDAR_SPAN_TOO_LONG} if they are more than
   *     {@value #MAX_BUCKETS}
   */
  public List<CalendarBucket> over(TimeRange span, BucketUnit unit) {
    return switch (unit) {
      case HOUR -> hours(span);
      case SHIFT -> shifts(span);
      case PRODUCTION_DAY -> productionDays(span);
      case DAY -> dates(span, date -> date, date -> date.plusDays(1), LocalDate::toString);
      case WEEK ->
          dates(
              span,
              date -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
              date -> date.plusWeeks(1),
              CalendarBuckets::weekLabel);
      case MONTH ->
          dates(
              span,
              date -> date.withDayOfMonth(1),
              date -> date.plusMonths(1),
              MONTH_LABEL::format);
      case YEAR ->
          dates(
              span,
              date -> date.withDayOfYear(1),
              date -> date.plusYears(1),
              date -> Integer.toString(date.getYear()));
    };
  }

  private List<CalendarBucket> dates(
      TimeRange span,
      UnaryOperator<LocalDate> floor,
      UnaryOperator<LocalDate> next,
      Function<LocalDate, String> label) {
    List<CalendarBucket> buckets = new ArrayList<>();
    LocalDate date = floor.apply(clock.dateAt(span.fromNs()));
    for (long from = clock.startOfDayNs(date); from < span.toNs(); ) {
      LocalDate following = next.apply(date);
      long to = clock.startOfDayNs(following);
      // A day that a zone skipped (Samoa, 30 December 2011) has no length.
      if (to > from) {
        add(buckets, new TimeRange(from, to), label.apply(date));
      }
      date = following;
      from = to;
    }
    return buckets;
  }

  private List<CalendarBucket> hours(TimeRange span) {
    List<CalendarBucket> buckets = new ArrayList<>();
    ZonedDateTime hour = floorToHour(Times.toInstant(span.fromNs()).atZone(calendar.zone()));
    while (Times.toNs(hour.toInstant()) < span.toNs()) {
      ZonedDateTime following = floorToHour(hour.plusHours(1));
      if (!following.isAfter(hour)) {
        following = floorToHour(hour.plusHours(2));
      }
      TimeRange range =
          new TimeRange(Times.toNs(hour.toInstant()), Times.toNs(following.toInstant()));
      add(buckets, range, HOUR_LABEL.format(hour));
      hour = following;
    }
    return buckets;
  }

  private static ZonedDateTime floorToHour(ZonedDateTime time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }

  private List<CalendarBucket> shifts(TimeRange span) {
    List<CalendarBucket> buckets = new ArrayList<>();
    for (ShiftInstance shift : calendar.shiftsBetween(span)) {
      add(buckets, shift.range(), shift.date() + " " + shift.name());
    }
    return buckets;
  }

  private List<CalendarBucket> productionDays(TimeRange span) {
    // Two more days on either side, so that the first and the last date have all their shifts.
    TimeRange wider = new TimeRange(span.fromNs() - 2 * Times.DAY, span.toNs() + 2 * Times.DAY);
    List<CalendarBucket> days = new ArrayList<>();
    List<ShiftInstance> shifts = calendar.shiftsBetween(wider);
    for (int first = 0; first < shifts.size(); ) {
      LocalDate date = shifts.get(first).date();
      int next = first + 1;
      while (next < shifts.size() && shifts.get(next).date().equals(date)) {
        next++;
      }
      TimeRange range =
          new TimeRange(shifts.get(first).range().fromNs(), shifts.get(next - 1).range().toNs());
      if (range.overlaps(span)) {
        add(days, range, date.toString());
      }
      first = next;
    }
    return days;
  }

  private static String weekLabel(LocalDate monday) {
    return String.format(
        Locale.ROOT,
        "%04d-W%02d",
        monday.get(IsoFields.WEEK_BASED_YEAR),
        monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  private static void add(List<CalendarBucket> buckets, TimeRange range, String label) {
    if (buckets.size() == MAX_BUCKETS) {
      throw new CalendarException(
          CalendarError.CALENDAR_SPAN_TOO_LONG,
          "The span holds more than " + MAX_BUCKETS + " periods; ask for larger periods.");
    }
    buckets.add(new CalendarBucket(range, label));
  }
}
