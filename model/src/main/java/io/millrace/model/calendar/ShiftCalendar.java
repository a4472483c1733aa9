package io.millrace.model.calendar;

import io.millrace.model.time.TimeRange;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a plant works: day plans that repeat in a cycle (7 days for a week, 14 or 21 for rotating
 * crews), and exceptions. Immutable; all questions are pure functions.
 *
 * @param zone whose wall clock the shifts follow
 * @param anchor a date that the first day of the cycle falls on
 * @param cycle the day plans that repeat; 1 to {@value #MAX_CYCLE_DAYS}
 * @param exceptions dates on which something else holds; at most one for each date
 */
public record ShiftCalendar(
    ZoneId zone, LocalDate anchor, List<DayPlan> cycle, List<DayException> exceptions) {
  /** The longest cycle, in days. */
  public static final int MAX_CYCLE_DAYS = 366;

  /** The longest span that one question may be about, in days: about fifty years. */
  public static final int MAX_SPAN_DAYS = 18_300;

  private static final int MAX_EXCEPTIONS = 10_000;
  private static final Comparator<DayException> BY_DATE = Comparator.comparing(DayException::date);

  /**
   * @throws CalendarException {@link CalendarError#CALENDAR_INVALID} if shifts overlap, a break
   *     lies outside its shift, or a bound is not kept
   */
  public ShiftCalendar {
    cycle = List.copyOf(cycle);
    exceptions = exceptions.stream().sorted(BY_DATE).toList();
    if (cycle.isEmpty() || cycle.size() > MAX_CYCLE_DAYS) {
      throw invalid("A cycle has 1 to " + MAX_CYCLE_DAYS + " days, not " + cycle.size() + ".");
    }
    if (exceptions.size() > MAX_EXCEPTIONS) {
      throw invalid("A calendar has at most " + MAX_EXCEPTIONS + " exceptions.");
    }
    checkDates(exceptions);
    checkOrder(anchor, cycle.size() + 1, anchor, cycle, List.of());
    for (DayException exception : exceptions) {
      checkOrder(exception.date().minusDays(2), 5, anchor, cycle, exceptions);
    }
  }

  /** A calendar whose week is always the same, from Monday to Sunday. */
  public static ShiftCalendar weekly(ZoneId zone, List<DayPlan> mondayToSunday) {
    return new ShiftCalendar(zone, LocalDate.of(1970, 1, 5), mondayToSunday, List.of());
  }

  /** The same calendar with these exceptions in place of its own. */
  public ShiftCalendar withExceptions(List<DayException> others) {
    return new ShiftCalendar(zone, anchor, cycle, others);
  }

  /** What holds on a date, exceptions included. */
  public DayPlan planOn(LocalDate date) {
    return planOf(date, anchor, cycle, exceptions);
  }

  /** The shift that an instant lies in; empty outside all shifts. */
  public Optional<ShiftInstance> shiftAt(long timeNs) {
    return shiftsBetween(new TimeRange(timeNs, timeNs + 1)).stream().findFirst();
  }

  /** Whether an instant lies in a shift and not in a break. */
  public boolean isWorkingTime(long timeNs) {
    return shiftAt(timeNs).filter(shift -> shift.isWorkingTime(timeNs)).isPresent();
  }

  /**
   * The shifts of which at least a nanosecond lies in the span, in order; each as a whole.
   *
   * @throws CalendarException {@link CalendarError#CALENDAR_SPAN_TOO_LONG} beyond {@value
   *     #MAX_SPAN_DAYS} days
   */
  public List<ShiftInstance> shiftsBetween(TimeRange span) {
    WallClock clock = new WallClock(zone);
    // A shift begins at most a day from its date and ends at most a day later.
    LocalDate first = clock.dateAt(span.fromNs()).minusDays(2);
    LocalDate last = clock.dateAt(span.toNs()).plusDays(1);
    if (ChronoUnit.DAYS.between(first, last) > MAX_SPAN_DAYS + 3) {
      throw new CalendarException(
          CalendarError.CALENDAR_SPAN_TOO_LONG,
          "Shifts can be listed for at most " + MAX_SPAN_DAYS + " days at once.");
    }
    List<ShiftInstance> found = new ArrayList<>();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      for (ShiftSlot slot : planOn(date).shifts()) {
        ShiftInstance shift = instance(clock, date, slot);
        if (shift.range().overlaps(span)) {
          found.add(shift);
        }
      }
    }
    found.sort(Comparator.comparingLong(shift -> shift.range().fromNs()));
    return found;
  }

  private static ShiftInstance instance(WallClock clock, LocalDate date, ShiftSlot slot) {
    TimeRange range = range(clock, slot.startOn(date), slot.endOn(date));
    List<TimeRange> breaks =
        slot.breaks().stream()
            .map(b -> range(clock, slot.breakStartOn(date, b), slot.breakEndOn(date, b)))
            .filter(b -> b.lengthNs() > 0)
            .toList();
    return new ShiftInstance(slot.name(), slot.crew(), date, range, breaks);
  }

  private static TimeRange range(WallClock clock, LocalDateTime from, LocalDateTime to) {
    return new TimeRange(clock.instantNs(from), clock.instantNs(to));
  }

  private static DayPlan planOf(
      LocalDate date, LocalDate anchor, List<DayPlan> cycle, List<DayException> exceptions) {
    int at = Collections.binarySearch(exceptions, new DayException(date, "", DayPlan.OFF), BY_DATE);
    if (at >= 0) {
      return exceptions.get(at).plan();
    }
    long day = Math.floorMod(ChronoUnit.DAYS.between(anchor, date), (long) cycle.size());
    return cycle.get((int) day);
  }

  private static void checkDates(List<DayException> sorted) {
    for (int i = 1; i < sorted.size(); i++) {
      LocalDate date = sorted.get(i).date();
      if (date.equals(sorted.get(i - 1).date())) {
        throw invalid("There are two exceptions for " + date + ".");
      }
    }
  }

  /** Checks that shifts of consecutive days follow each other without overlap. */
  private static void checkOrder(
      LocalDate from,
      int days,
      LocalDate anchor,
      List<DayPlan> cycle,
      List<DayException> exceptions) {
    LocalDateTime free = LocalDateTime.MIN;
    String before = "";
    for (int i = 0; i < days; i++) {
      LocalDate date = from.plusDays(i);
      for (ShiftSlot slot : planOf(date, anchor, cycle, exceptions).shifts()) {
        if (slot.startOn(date).isBefore(free)) {
          throw invalid(
              "The shift '"
                  + slot.name()
                  + "' of "
                  + date
                  + " begins before '"
                  + before
                  + "' ends.");
        }
        slot.checkBreaks(date);
        free = slot.endOn(date);
        before = slot.name();
      }
    }
  }

  private static CalendarException invalid(String message) {
    return new CalendarException(CalendarError.CALENDAR_INVALID, message);
  }
}
