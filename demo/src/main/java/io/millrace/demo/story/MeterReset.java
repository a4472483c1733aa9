package io.millrace.demo.story;

import io.millrace.demo.calendar.WorkCalendar;
import java.time.LocalTime;

/**
 * The exchange of the energy meter of the machining area twelve days before the anchor: its counter
 * begins at zero again.
 *
 * @param atMs when, in milliseconds since the epoch
 */
public record MeterReset(long atMs) {
  /** The asset whose counter is reset. */
  public static final String METER = "meter-machining";

  private static final LocalTime TIME = LocalTime.of(10, 15);

  /** The exchange of a scenario. */
  public static MeterReset of(Scenario scenario, WorkCalendar calendar) {
    return new MeterReset(
        calendar
            .dateOf(scenario.anchorMs())
            .minusDays(12)
            .atTime(TIME)
            .atZone(WorkCalendar.ZONE)
            .toInstant()
            .toEpochMilli());
  }
}
