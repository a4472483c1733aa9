package io.millrace.model.calendar;

import static io.millrace.model.calendar.Plants.BERLIN;
import static io.millrace.model.calendar.Plants.EARLY;
import static io.millrace.model.calendar.Plants.LATE;
import static io.millrace.model.calendar.Plants.NIGHT;
import static io.millrace.model.calendar.Plants.date;
import static io.millrace.model.calendar.Plants.everyDay;
import static io.millrace.model.calendar.Plants.fiveDays;
import static io.millrace.model.calendar.Plants.ns;
import static io.millrace.model.calendar.Plants.roundTheClock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShiftsTest {
  @Test
  void an_instant_lies_in_the_shift_that_the_wall_clock_says() {
    ShiftInstance shift = roundTheClock().shiftAt(ns("2026-06-10T13:59:59+02:00")).orElseThrow();
    assertThat(shift.name()).isEqualTo("Early");
    assertThat(shift.date()).isEqualTo("2026-06-10");
    assertThat(shift.range())
        .isEqualTo(new TimeRange(ns("2026-06-10T06:00:00+02:00"), ns("2026-06-10T14:00:00+02:00")));
    assertThat(roundTheClock().shiftAt(ns("2026-06-10T14:00:00+02:00")))
        .map(ShiftInstance::name)
        .contains("Late");
  }

  @Test
  void a_night_shift_keeps_its_date_after_midnight() {
    ShiftInstance shift = roundTheClock().shiftAt(ns("2026-06-11T03:00:00+02:00")).orElseThrow();
    assertThat(shift.name()).isEqualTo("Night");
    assertThat(shift.date()).isEqualTo("2026-06-10");
  }

  @Test
  void a_night_shift_may_be_counted_under_the_day_on_which_it_ends() {
    ShiftSlot night =
        new ShiftSlot("Night", "", -1, LocalTime.of(22, 0), LocalTime.of(6, 0), List.of());
    ShiftCalendar calendar = everyDay(DayPlan.of(night, EARLY, LATE));
    assertThat(calendar.shiftAt(ns("2026-06-10T23:00:00+02:00")))
        .map(ShiftInstance::date)
        .contains(date("2026-06-11"));
    assertThat(calendar.shiftAt(ns("2026-06-11T05:00:00+02:00")))
        .map(ShiftInstance::date)
        .contains(date("2026-06-11"));
  }

  @Test
  void a_night_shift_in_which_summer_time_begins_has_seven_hours() {
    ShiftInstance shift = roundTheClock().shiftAt(ns("2026-03-29T01:30:00+01:00")).orElseThrow();
    assertThat(shift.range().lengthNs()).isEqualTo(7 * Times.HOUR);
  }

  @Test
  void a_night_shift_in_which_summer_time_ends_has_nine_hours() {
    ShiftInstance shift = roundTheClock().shiftAt(ns("2026-10-25T02:30:00+01:00")).orElseThrow();
    assertThat(shift.range().lengthNs()).isEqualTo(9 * Times.HOUR);
    assertThat(shift.date()).isEqualTo("2026-10-24");
  }

  @Test
  void shifts_that_meet_in_the_skipped_or_repeated_hour_neither_overlap_nor_leave_a_gap() {
    ShiftCalendar calendar =
        everyDay(
            DayPlan.of(
                ShiftSlot.of("A", LocalTime.of(2, 30), LocalTime.of(14, 30)),
                ShiftSlot.of("B", LocalTime.of(14, 30), LocalTime.of(2, 30))));
    for (String day : List.of("2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z")) {
      List<ShiftInstance> shifts =
          calendar.shiftsBetween(new TimeRange(ns(day), ns(day) + 2 * Times.DAY));
      for (int i = 1; i < shifts.size(); i++) {
        assertThat(shifts.get(i).range().fromNs()).isEqualTo(shifts.get(i - 1).range().toNs());
      }
    }
  }

  @Test
  void the_week_ends_when_fridays_night_shift_does() {
    assertThat(fiveDays().shiftAt(ns("2026-06-13T05:59:00+02:00")))
        .map(ShiftInstance::date)
        .contains(date("2026-06-12"));
    assertThat(fiveDays().shiftAt(ns("2026-06-13T06:00:00+02:00"))).isEmpty();
    assertThat(fiveDays().shiftAt(ns("2026-06-15T05:59:00+02:00"))).isEmpty();
  }

  @Test
  void crews_rotate_with_the_cycle() {
    DayPlan first = DayPlan.of(crew(EARLY, "Red"), crew(LATE, "Blue"));
    DayPlan second = DayPlan.of(crew(EARLY, "Blue"), crew(LATE, "Red"));
    List<DayPlan> twoWeeks = new ArrayList<>();
    for (DayPlan week : List.of(first, second)) {
      for (DayOfWeek day : DayOfWeek.values()) {
        twoWeeks.add(day.compareTo(DayOfWeek.FRIDAY) > 0 ? DayPlan.OFF : week);
      }
    }
    ShiftCalendar calendar = new ShiftCalendar(BERLIN, date("2026-01-05"), twoWeeks, List.of());
    assertThat(crewAt(calendar, "2026-01-07T08:00:00+01:00")).contains("Red");
    assertThat(crewAt(calendar, "2026-01-14T08:00:00+01:00")).contains("Blue");
    assertThat(crewAt(calendar, "2026-01-21T08:00:00+01:00")).contains("Red");
    assertThat(crewAt(calendar, "2025-12-31T08:00:00+01:00")).contains("Blue");
    assertThat(crewAt(calendar, "2026-01-10T08:00:00+01:00")).isEmpty();
  }

  @Test
  void on_holidays_nobody_works_but_the_night_before_is_finished() {
    ShiftCalendar calendar =
        roundTheClock()
            .withExceptions(List.of(DayException.holiday(date("2026-05-01"), "Labour Day")));
    assertThat(calendar.shiftAt(ns("2026-05-01T05:00:00+02:00")))
        .map(ShiftInstance::date)
        .contains(date("2026-04-30"));
    assertThat(calendar.shiftAt(ns("2026-05-01T07:00:00+02:00"))).isEmpty();
    assertThat(calendar.shiftAt(ns("2026-05-02T05:00:00+02:00"))).isEmpty();
    assertThat(calendar.shiftAt(ns("2026-05-02T06:00:00+02:00"))).isPresent();
  }

  @Test
  void an_exception_may_add_a_day_or_change_one() {
    ShiftCalendar calendar =
        fiveDays()
            .withExceptions(
                List.of(
                    new DayException(date("2026-06-20"), "Extra Saturday", DayPlan.of(EARLY)),
                    new DayException(
                        date("2026-12-24"),
                        "Christmas Eve",
                        DayPlan.of(ShiftSlot.of("Early", LocalTime.of(6, 0), LocalTime.NOON)))));
    assertThat(calendar.shiftAt(ns("2026-06-20T08:00:00+02:00"))).isPresent();
    assertThat(calendar.shiftAt(ns("2026-12-24T11:59:00+01:00"))).isPresent();
    assertThat(calendar.shiftAt(ns("2026-12-24T12:00:00+01:00"))).isEmpty();
  }

  @Test
  void breaks_are_no_working_time() {
    ShiftSlot night =
        new ShiftSlot(
            "Night",
            "",
            0,
            LocalTime.of(22, 0),
            LocalTime.of(6, 0),
            List.of(
                new BreakSlot("Dinner", LocalTime.of(23, 50), LocalTime.of(0, 20)),
                new BreakSlot("Coffee", LocalTime.of(3, 0), LocalTime.of(3, 10))));
    ShiftCalendar calendar = everyDay(DayPlan.of(night));
    assertThat(calendar.isWorkingTime(ns("2026-06-10T23:49:00+02:00"))).isTrue();
    assertThat(calendar.isWorkingTime(ns("2026-06-11T00:10:00+02:00"))).isFalse();
    assertThat(calendar.isWorkingTime(ns("2026-06-11T00:20:00+02:00"))).isTrue();
    assertThat(calendar.isWorkingTime(ns("2026-06-11T03:05:00+02:00"))).isFalse();
    ShiftInstance shift = calendar.shiftAt(ns("2026-06-11T00:10:00+02:00")).orElseThrow();
    assertThat(shift.workingNs()).isEqualTo(8 * Times.HOUR - 40 * Times.MINUTE);
  }

  @Test
  void overlapping_shifts_are_refused() {
    assertThatThrownBy(
            () ->
                everyDay(
                    DayPlan.of(
                        EARLY, ShiftSlot.of("Late", LocalTime.of(13, 0), LocalTime.of(22, 0)))))
        .isInstanceOf(CalendarException.class)
        .hasMessageContaining("'Late'")
        .hasMessageContaining("begins before 'Early' ends");
    assertThatThrownBy(
            () ->
                everyDay(
                    DayPlan.of(ShiftSlot.of("Day", LocalTime.of(6, 0), LocalTime.of(5, 0)), NIGHT)))
        .hasMessageContaining("begins before 'Day' ends");
    assertThatThrownBy(
            () ->
                fiveDays()
                    .withExceptions(
                        List.of(
                            new DayException(
                                date("2026-06-13"),
                                "Early start",
                                DayPlan.of(
                                    ShiftSlot.of("Extra", LocalTime.of(5, 0), LocalTime.NOON))))))
        .hasMessageContaining("'Extra' of 2026-06-13");
  }

  @Test
  void breaks_outside_their_shift_and_double_exceptions_are_refused() {
    BreakSlot lunch = new BreakSlot("Lunch", LocalTime.of(14, 30), LocalTime.of(15, 0));
    assertThatThrownBy(
            () ->
                everyDay(
                    DayPlan.of(
                        new ShiftSlot("Early", "", 0, EARLY.start(), EARLY.end(), List.of(lunch)))))
        .hasMessageContaining("lies outside the shift 'Early'");
    DayException holiday = DayException.holiday(date("2026-05-01"), "Labour Day");
    assertThatThrownBy(() -> roundTheClock().withExceptions(List.of(holiday, holiday)))
        .hasMessageContaining("two exceptions for 2026-05-01");
  }

  @Test
  void spans_are_bounded() {
    assertThatThrownBy(() -> roundTheClock().shiftsBetween(new TimeRange(0, 60L * 365 * Times.DAY)))
        .isInstanceOf(CalendarException.class)
        .hasMessageContaining("at most 18300 days");
  }

  @Test
  void round_the_clock_every_instant_lies_in_exactly_one_shift_in_every_zone() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    for (int i = 0; i < 300; i++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      ShiftCalendar calendar =
          new ShiftCalendar(zone, LocalDate.EPOCH, List.of(Plants.THREE_SHIFTS), List.of());
      long timeNs = random.nextLong(0, 80L * 365 * Times.DAY);
      TimeRange around = new TimeRange(timeNs - 2 * Times.DAY, timeNs + 2 * Times.DAY);
      List<ShiftInstance> shifts = calendar.shiftsBetween(around);
      long containing = shifts.stream().filter(s -> s.range().contains(timeNs)).count();
      assertThat(containing).as("%s at %d, seed %d", zone, timeNs, seed).isEqualTo(1);
      for (int s = 1; s < shifts.size(); s++) {
        assertThat(shifts.get(s).range().fromNs())
            .as("%s, seed %d", zone, seed)
            .isEqualTo(shifts.get(s - 1).range().toNs());
      }
    }
  }

  private static ShiftSlot crew(ShiftSlot slot, String crew) {
    return new ShiftSlot(slot.name(), crew, 0, slot.start(), slot.end(), List.of());
  }

  private static Optional<String> crewAt(ShiftCalendar calendar, String time) {
    return calendar.shiftAt(ns(time)).map(ShiftInstance::crew);
  }
}
