package io.millrace.demo.simulation;

import io.millrace.demo.calendar.Crew;
import io.millrace.demo.calendar.Shift;
import io.millrace.demo.calendar.WorkCalendar;
import io.millrace.demo.physics.Dice;
import io.millrace.demo.physics.Signal;
import io.millrace.demo.physics.Track;
import io.millrace.demo.physics.Wander;
import io.millrace.demo.story.Scenario;
import java.time.LocalDate;

/** Light, ventilation and the office: the plant's base load, higher while people are there. */
final class Building implements Model {
  private static final double BASE_KW = 9;

  private final WorkCalendar calendar;
  private final Wander smooth;
  private Track light = new Track(Long.MIN_VALUE / 2, 0);

  Building(Scenario scenario, WorkCalendar calendar) {
    this.calendar = calendar;
    this.smooth = new Wander(Dice.bits(scenario.seedOf("building"), 1), 0.6, 600_000);
  }

  @Override
  public void declare(Readings readings) {}

  @Override
  public void open(LocalDate day) {
    long fromMs = calendar.startMs(day);
    light = new Track(fromMs, light.at(fromMs));
    for (Shift shift : Shift.values()) {
      Crew crew = calendar.crew(day, shift);
      light.towards(calendar.startMs(day, shift), kilowatts(crew), 120_000);
    }
  }

  private static double kilowatts(Crew crew) {
    return switch (crew) {
      case NONE -> 0;
      case WEEKEND -> 6;
      case NIGHT -> 8;
      case FULL -> 12;
    };
  }

  /** Electric power in kW. */
  Signal power() {
    return t -> BASE_KW + light.at(t) + smooth.at(t);
  }
}
