package io.millrace.model.calendar;

import java.util.List;

/**
 * The shifts that are counted under one date.
 *
 * @param shifts in the order in which they begin; empty on a day off
 */
public record DayPlan(List<ShiftSlot> shifts) {
  /** A day on which nobody works. */
  public static final DayPlan OFF = new DayPlan(List.of());

  private static final int MAX_SHIFTS = 24;

  public DayPlan {
    shifts = List.copyOf(shifts);
    if (shifts.size() > MAX_SHIFTS) {
      throw new CalendarException(
          CalendarError.CALENDAR_INVALID, "A day has at most " + MAX_SHIFTS + " shifts.");
    }
  }

  /** A day with these shifts. */
  public static DayPlan of(ShiftSlot... shifts) {
    return new DayPlan(List.of(shifts));
  }
}
