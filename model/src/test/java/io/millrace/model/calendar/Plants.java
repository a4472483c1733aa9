package io.millrace.model.calendar;

import io.millrace.model.time.Times;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

/** Calendars that the tests share. */
final class Plants {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final ShiftSlot EARLY = ShiftSlot.of("Early", LocalTime.of(6, 0), LocalTime.of(14, 0));
  static final ShiftSlot LATE = ShiftSlot.of("Late", LocalTime.of(14, 0), LocalTime.of(22, 0));
  static final ShiftSlot NIGHT = ShiftSlot.of("Night", LocalTime.of(22, 0), LocalTime.of(6, 0));
  static final DayPlan THREE_SHIFTS = DayPlan.of(EARLY, LATE, NIGHT);

  private Plants() {}

  /** Three shifts every day of the week. */
  static ShiftCalendar roundTheClock() {
    return everyDay(THREE_SHIFTS);
  }

  /** The same plan every day. */
  static ShiftCalendar everyDay(DayPlan plan) {
    return ShiftCalendar.weekly(
        BERLIN, List.of(DayOfWeek.values()).stream().map(_ -> plan).toList());
  }

  /** Three shifts from Monday to Friday; Friday's night shift ends on Saturday morning. */
  static ShiftCalendar fiveDays() {
    DayPlan work = THREE_SHIFTS;
    return ShiftCalendar.weekly(
        BERLIN, List.of(work, work, work, work, work, DayPlan.OFF, DayPlan.OFF));
  }

  static long ns(String offsetDateTime) {
    return Times.toNs(OffsetDateTime.parse(offsetDateTime).toInstant());
  }

  static LocalDate date(String text) {
    return LocalDate.parse(text);
  }
}
