package io.millrace.model.calendar;

import java.time.LocalDate;

/**
 * A date on which the pattern does not hold: a holiday, an extra Saturday, a short Christmas Eve.
 *
 * @param name what people call it
 * @param plan what holds instead; {@link DayPlan#OFF} on a holiday
 */
public record DayException(LocalDate date, String name, DayPlan plan) {
  /** A date on which nobody works. */
  public static DayException holiday(LocalDate date, String name) {
    return new DayException(date, name, DayPlan.OFF);
  }
}
