package io.millrace.demo.simulation;

import io.millrace.demo.calendar.WorkCalendar;
import io.millrace.demo.physics.Dice;
import io.millrace.demo.physics.Noise;
import io.millrace.demo.physics.Signal;
import io.millrace.demo.physics.Track;
import io.millrace.demo.plant.Asset;
import io.millrace.demo.plant.MachineState;
import java.time.LocalDate;
import java.util.function.LongConsumer;

/** A press that cuts the flash off two castings at each stroke; a person loads it. */
final class TrimPress implements Model {
  private static final double MINUTE_MS = 60_000;

  private final WorkedMachine worked;
  private final Planner planner;
  private final Climate climate;
  private final CycleLog log;
  private final long seed;
  private Track oil = new Track(Long.MIN_VALUE / 2, 22);

  TrimPress(Asset asset, int number, long seed, WorkCalendar calendar, Climate climate) {
    this.worked = new WorkedMachine(asset, number);
    this.planner = new Planner(seed, worked.machine(), Habits.TRIM, calendar);
    this.climate = climate;
    this.seed = seed;
    long strokes = Math.round(Dice.between(900_000, 2_000_000, seed, -3));
    this.log = new CycleLog(strokes, 2 * strokes - strokes / 150, strokes / 150);
  }

  /** The machine's work. */
  WorkedMachine worked() {
    return worked;
  }

  @Override
  public void open(LocalDate day) {
    Activity activity = planner.plan(day);
    worked.open(activity);
    Track track = new Track(activity.fromMs(), oil.at(activity.fromMs()));
    for (Segment segment : activity.segments()) {
      double warmer = segment.isRunning() ? 21 : segment.state() == MachineState.OFF ? 1 : 13;
      track.towards(segment.fromMs(), climate.hall(segment.fromMs()) + warmer, 45 * MINUTE_MS);
    }
    oil = track;
    worked.fill(log, worked.machine().usualCycleMs(), new Yield());
  }

  @Override
  public void declare(Readings readings) {
    worked.declare(readings);
    String key = worked.key();
    Noise force = new Noise(Dice.bits(seed, 10), 4);
    Noise temperature = new Noise(Dice.bits(seed, 11), 0.08);
    readings.number(key, "press_force", t -> isPressing(log.phase(t)) ? 410 + force.at(t) : 0);
    readings.number(key, "power", power());
    readings.number(key, "hydraulic_oil_temp", t -> oil.at(t) + temperature.at(t));
    readings.number(key, "cycle_time", t -> log.lastCycleMs(t) / 1000.0);
    readings.number(key, "parts_good", log::goodAt);
    readings.number(key, "parts_scrap", log::scrapAt);
  }

  private static boolean isPressing(double phase) {
    return phase >= 0.45 && phase < 0.6;
  }

  @Override
  public void changes(long fromMs, long toMs, LongConsumer onChange) {
    worked.activity().changes(fromMs, toMs, onChange);
  }

  @Override
  public void cycleEnds(long fromMs, long toMs, LongConsumer onEnd) {
    log.ends(fromMs, toMs, onEnd);
  }

  /** Electric power in kW. */
  Signal power() {
    Noise noise = new Noise(Dice.bits(seed, 20), 0.1);
    return t -> {
      double base =
          switch (worked.activity().at(t).state()) {
            case RUNNING -> isPressing(log.phase(t)) ? 14 : 5.2;
            case IDLE, BREAK, SETUP -> 2.4;
            case FAULT -> 1.2;
            case OFF -> 0.3;
          };
      return Math.max(0, base + noise.at(t));
    };
  }

  private final class Yield implements WorkedMachine.CycleYield {
    @Override
    public double weight(long cycle) {
      return 1 + 0.05 * Dice.gauss(seed ^ 5, cycle); // people vary more than machines
    }

    @Override
    public int scrap(long cycle, long endMs) {
      return Dice.unit(seed ^ 6, cycle) < 0.008 ? 1 : 0;
    }
  }
}
