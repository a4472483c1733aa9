package io.millrace.demo.simulation;

import io.millrace.demo.calendar.WorkCalendar;
import io.millrace.demo.physics.Dice;
import io.millrace.demo.plant.Asset;
import io.millrace.demo.plant.TestResult;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.function.LongConsumer;

/** The leak tester, the last station: one part at a time, loaded by a person. */
final class LeakTest implements Model {
  /** A part that leaks more, in mL/min, is scrap. */
  static final double LIMIT = 2.5;

  private static final DateTimeFormatter YEAR_AND_MONTH = DateTimeFormatter.ofPattern("yyMM");

  private final WorkedMachine worked;
  private final Planner planner;
  private final CycleLog log;
  private final long seed;
  private String serialPrefix = "";

  LeakTest(Asset asset, long seed, WorkCalendar calendar) {
    this.worked = new WorkedMachine(asset, 1);
    this.planner = new Planner(seed, worked.machine(), Habits.LEAK_TEST, calendar);
    this.seed = seed;
    long parts = Math.round(Dice.between(400_000, 700_000, seed, -3));
    this.log = new CycleLog(parts, parts - parts / 60, parts / 60);
  }

  /** The machine's work. */
  WorkedMachine worked() {
    return worked;
  }

  @Override
  public void open(LocalDate day) {
    worked.open(planner.plan(day));
    serialPrefix = YEAR_AND_MONTH.format(day) + "-";
    worked.fill(log, worked.machine().usualCycleMs(), new Yield());
  }

  @Override
  public void declare(Readings readings) {
    worked.declare(readings);
    String key = worked.key();
    readings.number(key, "leak_rate", t -> leakRate(lastPart(t)));
    readings.number(key, "test_pressure", t -> 2 + 0.002 * Dice.gauss(seed ^ 2, lastPart(t)));
    readings.number(
        key,
        "result",
        t -> (leakRate(lastPart(t)) > LIMIT ? TestResult.NOT_OK : TestResult.OK).code());
    readings.text(key, "serial", t -> serialPrefix + log.cyclesAt(t));
    readings.number(key, "cycle_time", t -> log.lastCycleMs(t) / 1000.0);
    readings.number(key, "parts_good", log::goodAt);
    readings.number(key, "parts_scrap", log::scrapAt);
  }

  @Override
  public void changes(long fromMs, long toMs, LongConsumer onChange) {
    worked.activity().changes(fromMs, toMs, onChange);
  }

  @Override
  public void cycleEnds(long fromMs, long toMs, LongConsumer onEnd) {
    log.ends(fromMs, toMs, onEnd);
  }

  private long lastPart(long timeMs) {
    return log.cyclesAt(timeMs) - 1;
  }

  private double leakRate(long part) {
    double usual = Math.abs(0.7 + 0.22 * Dice.gauss(seed, part));
    return Dice.unit(seed ^ 1, part) < 0.016 ? usual + Dice.between(2, 9, seed ^ 3, part) : usual;
  }

  private final class Yield implements WorkedMachine.CycleYield {
    @Override
    public double weight(long cycle) {
      return 1 + 0.04 * Dice.gauss(seed ^ 5, cycle);
    }

    @Override
    public int scrap(long cycle, long endMs) {
      return leakRate(cycle) > LIMIT ? 1 : 0;
    }
  }
}
