package io.millrace.model.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

/**
 * A shift of a day plan, on the wall clock.
 *
 * @param name what people call it: Early, Late, Night
 * @param crew who works it; may be empty
 * @param startDay on which day it begins, relative to the date that it is counted under: 0 for the
 *     same day; -1 for a night shift that is counted under the day on which it ends; 1 for one that
 *     begins after midnight and is counted under the day before
 * @param start first moment of it
 * @param end first moment after it; not after {@code start} means the next day, so that equal times
 *     make 24 hours
 * @param breaks within it, in order, not overlapping
 */
public record ShiftSlot(
    String name,
    String crew,
    int startDay,
    LocalTime start,
    LocalTime end,
    List<BreakSlot> breaks) {
  private static final int MAX_BREAKS = 24;

  /**
   * @throws CalendarException {@link CalendarError#CALENDAR_INVALID}
   */
  public ShiftSlot {
    breaks = List.copyOf(breaks);
    if (name.isBlank()) {
      throw new CalendarException(
          CalendarError.CALENDAR_INVALID, "A shift needs a name, such as Early.");
    }
    if (startDay < -1 || startDay > 1) {
      throw new CalendarException(
          CalendarError.CALENDAR_INVALID,
          "The shift '"
              + name
              + "' begins "
              + startDay
              + " days from its date; only -1, 0 and 1 are possible.");
    }
    if (breaks.size() > MAX_BREAKS) {
      throw new CalendarException(
          CalendarError.CALENDAR_INVALID,
          "The shift '" + name + "' has more than " + MAX_BREAKS + " breaks.");
    }
  }

  /** A shift without crew and breaks that is counted under the day on which it begins. */
  public static ShiftSlot of(String name, LocalTime start, LocalTime end) {
    return new ShiftSlot(name, "", 0, start, end, List.of());
  }

  LocalDateTime startOn(LocalDate date) {
    return date.plusDays(startDay).atTime(start);
  }

  LocalDateTime endOn(LocalDate date) {
    LocalDate day = date.plusDays(startDay);
    return end.isAfter(start) ? day.atTime(end) : day.plusDays(1).atTime(end);
  }

  /** When a break begins: the first time after the shift's start that the wall clock shows it. */
  LocalDateTime breakStartOn(LocalDate date, BreakSlot slot) {
    return firstFrom(startOn(date), slot.start());
  }

  LocalDateTime breakEndOn(LocalDate date, BreakSlot slot) {
    LocalDateTime from = breakStartOn(date, slot);
    LocalDateTime to = firstFrom(from, slot.end());
    return to.equals(from) ? to.plusDays(1) : to;
  }

  private static LocalDateTime firstFrom(LocalDateTime from, LocalTime time) {
    LocalDateTime sameDay = from.toLocalDate().atTime(time);
    return sameDay.isBefore(from) ? sameDay.plusDays(1) : sameDay;
  }

  /** Checks that the breaks lie inside, one after the other. */
  void checkBreaks(LocalDate date) {
    LocalDateTime free = startOn(date);
    for (BreakSlot slot : breaks) {
      LocalDateTime from = breakStartOn(date, slot);
      LocalDateTime to = breakEndOn(date, slot);
      if (from.isBefore(free) || to.isAfter(endOn(date))) {
        throw new CalendarException(
            CalendarError.CALENDAR_INVALID,
            "The break from "
                + slot.start()
                + " to "
                + slot.end()
                + " lies outside the shift '"
                + name
                + "' or overlaps the break before it.");
      }
      free = to;
    }
  }
}
