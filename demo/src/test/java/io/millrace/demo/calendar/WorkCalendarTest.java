package io.millrace.demo.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class WorkCalendarTest {
  private final WorkCalendar calendar = new WorkCalendar();

  @Test
  void holidays_are_those_of_saxony() {
    assertThat(Holidays.of(2026))
        .containsEntry(LocalDate.of(2026, 4, 3), "Good Friday")
        .containsEntry(LocalDate.of(2026, 4, 6), "Easter Monday")
        .containsEntry(LocalDate.of(2026, 5, 14), "Ascension Day")
        .containsEntry(LocalDate.of(2026, 5, 25), "Whit Monday")
        .containsEntry(LocalDate.of(2026, 10, 31), "Reformation Day")
        .containsEntry(LocalDate.of(2026, 11, 18), "Repentance Day")
        .hasSize(11);
    assertThat(Holidays.of(2027)).containsKey(LocalDate.of(2027, 3, 29));
    assertThat(Holidays.of(2028)).containsKey(LocalDate.of(2028, 4, 17));
    assertThat(Holidays.of(2038)).containsKey(LocalDate.of(2038, 4, 26));
  }

  @Test
  void a_week_has_three_shifts_a_weekend_crew_and_a_rest() {
    LocalDate monday = LocalDate.of(2026, 11, 9);
    for (int i = 0; i < 5; i++) {
      LocalDate day = monday.plusDays(i);
      assertThat(calendar.crew(day, Shift.EARLY)).isEqualTo(Crew.FULL);
      assertThat(calendar.crew(day, Shift.LATE)).isEqualTo(Crew.FULL);
      assertThat(calendar.crew(day, Shift.NIGHT)).isEqualTo(Crew.NIGHT);
    }
    LocalDate saturday = monday.plusDays(5);
    assertThat(calendar.crew(saturday, Shift.EARLY)).isEqualTo(Crew.FULL);
    assertThat(calendar.crew(saturday, Shift.LATE)).isEqualTo(Crew.WEEKEND);
    assertThat(calendar.crew(saturday, Shift.NIGHT)).isEqualTo(Crew.NONE);
    LocalDate sunday = monday.plusDays(6);
    assertThat(calendar.crew(sunday, Shift.EARLY)).isEqualTo(Crew.WEEKEND);
    assertThat(calendar.crew(sunday, Shift.NIGHT)).isEqualTo(Crew.NONE);
    LocalDate holiday = LocalDate.of(2026, 11, 18);
    assertThat(calendar.crew(holiday, Shift.EARLY)).isEqualTo(Crew.WEEKEND);
    assertThat(calendar.crew(holiday, Shift.LATE)).isEqualTo(Crew.NONE);
  }

  @Test
  void somebody_works_each_early_shift_of_ten_years() {
    LocalDate day = LocalDate.of(2026, 1, 1);
    for (; day.getYear() < 2036; day = day.plusDays(1)) {
      assertThat(calendar.crew(day, Shift.EARLY)).isIn(Crew.FULL, Crew.WEEKEND);
    }
  }

  @Test
  void the_night_in_which_the_clock_is_changed_has_seven_or_nine_hours() {
    assertThat(nightOf(LocalDate.of(2026, 3, 28))).isEqualTo(Duration.ofHours(7));
    assertThat(nightOf(LocalDate.of(2026, 10, 24))).isEqualTo(Duration.ofHours(9));
    assertThat(nightOf(LocalDate.of(2026, 11, 20))).isEqualTo(Duration.ofHours(8));
  }

  private Duration nightOf(LocalDate day) {
    return Duration.ofMillis(calendar.endMs(day, Shift.NIGHT) - calendar.startMs(day, Shift.NIGHT));
  }

  @Test
  void five_in_the_morning_belongs_to_the_day_before() {
    long five =
        ZonedDateTime.of(2026, 11, 20, 5, 0, 0, 0, WorkCalendar.ZONE).toInstant().toEpochMilli();

    assertThat(calendar.dayOf(five)).isEqualTo(LocalDate.of(2026, 11, 19));
    assertThat(calendar.dateOf(five)).isEqualTo(LocalDate.of(2026, 11, 20));
    assertThat(calendar.dayOf(five + 3_600_000)).isEqualTo(LocalDate.of(2026, 11, 20));
  }
}
