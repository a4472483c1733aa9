package io.millrace.demo.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The foundry's working times. A production day lasts from 06:00 to 06:00, so it may have 23 or 25
 * hours. Thread-safe.
 *
 * <p>At least the weekend crew works each early shift of the year, so the demo always has a stop of
 * yesterday to show.
 */
public final class WorkCalendar {
  /** Where the foundry stands. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private final Map<Integer, Set<LocalDate>> holidaysByYear = new ConcurrentHashMap<>();

  /** Whether the date is a public holiday. */
  public boolean isHoliday(LocalDate date) {
    return holidaysByYear
        .computeIfAbsent(date.getYear(), year -> Holidays.of(year).keySet())
        .contains(date);
  }

  /** Who works in a shift of the production day of a date. */
  public Crew crew(LocalDate date, Shift shift) {
    if (isHoliday(date)) {
      return shift == Shift.EARLY ? Crew.WEEKEND : Crew.NONE;
    }
    return switch (date.getDayOfWeek()) {
      case SATURDAY ->
          switch (shift) {
            case EARLY -> Crew.FULL;
            case LATE -> Crew.WEEKEND;
            case NIGHT -> Crew.NONE;
          };
      case SUNDAY -> shift == Shift.NIGHT ? Crew.NONE : Crew.WEEKEND;
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY ->
          shift == Shift.NIGHT ? Crew.NIGHT : Crew.FULL;
    };
  }

  /** The production day that an instant belongs to. */
  public LocalDate dayOf(long timeMs) {
    LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(timeMs), ZONE);
    LocalDate date = local.toLocalDate();
    return local.toLocalTime().isBefore(Shift.EARLY.start()) ? date.minusDays(1) : date;
  }

  /** The calendar date of an instant in the foundry. */
  public LocalDate dateOf(long timeMs) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(timeMs), ZONE);
  }

  /** When a production day begins, in milliseconds since the epoch. */
  public long startMs(LocalDate day) {
    return startMs(day, Shift.EARLY);
  }

  /** When a shift of a production day begins, in milliseconds since the epoch. */
  public long startMs(LocalDate day, Shift shift) {
    return day.atTime(shift.start()).atZone(ZONE).toInstant().toEpochMilli();
  }

  /** When a shift of a production day ends, in milliseconds since the epoch. */
  public long endMs(LocalDate day, Shift shift) {
    return switch (shift) {
      case EARLY -> startMs(day, Shift.LATE);
      case LATE -> startMs(day, Shift.NIGHT);
      case NIGHT -> startMs(day.plusDays(1), Shift.EARLY);
    };
  }
}
