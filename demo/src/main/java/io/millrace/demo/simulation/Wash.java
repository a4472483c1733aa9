package io.millrace.demo.simulation;

import io.millrace.demo.calendar.WorkCalendar;
import io.millrace.demo.physics.Dice;
import io.millrace.demo.physics.Level;
import io.millrace.demo.physics.Noise;
import io.millrace.demo.physics.Signal;
import io.millrace.demo.physics.Track;
import io.millrace.demo.physics.Wave;
import io.millrace.demo.plant.Asset;
import io.millrace.demo.plant.MachineState;
import io.millrace.demo.plant.StopReason;
import io.millrace.demo.story.FaultySensor;
import java.time.LocalDate;
import java.util.function.LongConsumer;

/**
 * The washing machine. Each basket carries dirt into the rinse, whose conductivity rises until the
 * water is changed at the shift's start.
 */
final class Wash implements Model {
  private static final double MINUTE_MS = 60_000;
  private static final double HEATER_PERIOD_MS = 9 * MINUTE_MS;
  private static final double REFILL_PERIOD_MS = 150 * MINUTE_MS;

  private final WorkedMachine worked;
  private final Planner planner;
  private final Climate climate;
  private final FaultySensor probe;
  private final CycleLog log;
  private final long seed;
  private Track bath = new Track(Long.MIN_VALUE / 2, 40);
  private Track dryer = new Track(Long.MIN_VALUE / 2, 22);
  private Level conductivity = new Level(Long.MIN_VALUE / 2, 60);

  Wash(Asset asset, long seed, WorkCalendar calendar, Climate climate, FaultySensor probe) {
    this.worked = new WorkedMachine(asset, 1);
    this.planner = new Planner(seed, worked.machine(), Habits.WASH, calendar);
    this.climate = climate;
    this.probe = probe;
    this.seed = seed;
    long baskets = Math.round(Dice.between(60_000, 90_000, seed, -3));
    this.log = new CycleLog(baskets, 24 * baskets, 0);
  }

  /** The machine's work. */
  WorkedMachine worked() {
    return worked;
  }

  @Override
  public void open(LocalDate day) {
    Activity activity = planner.plan(day);
    worked.open(activity);
    long fromMs = activity.fromMs();
    Track newBath = new Track(fromMs, bath.at(fromMs));
    Track newDryer = new Track(fromMs, dryer.at(fromMs));
    Level newConductivity = new Level(fromMs, conductivity.at(fromMs));
    for (Segment segment : activity.segments()) {
      long t = segment.fromMs();
      boolean off = segment.state() == MachineState.OFF;
      newBath.towards(t, off ? 34 : 60, (off ? 240 : 28) * MINUTE_MS);
      newDryer.towards(t, segment.isRunning() ? 106 : off ? climate.hall(t) : 82, 12 * MINUTE_MS);
      boolean fresh =
          segment.reason() == StopReason.HANDOVER || segment.reason() == StopReason.WARM_UP;
      if (fresh) {
        newConductivity.begin(t, 58, 0);
      } else {
        newConductivity.rate(t, segment.isRunning() ? 0.55 / MINUTE_MS : 0);
      }
    }
    bath = newBath;
    dryer = newDryer;
    conductivity = newConductivity;
    worked.fill(log, worked.machine().usualCycleMs(), new Yield());
  }

  @Override
  public void declare(Readings readings) {
    worked.declare(readings);
    String key = worked.key();
    Noise noise = new Noise(Dice.bits(seed, 10), 1);
    readings.number(
        key,
        "bath_temp",
        t -> bath.at(t) + 0.5 * Wave.sine(t / HEATER_PERIOD_MS) + 0.06 * noise.at(t));
    readings.put(
        key,
        "rinse_conductivity",
        new Reading.Faulty(t -> conductivity.at(t) + 1.5 * noise.at(t + 1), this::complaint));
    readings.number(
        key,
        "pump_pressure",
        t -> worked.isRunning(t) && isSpraying(log.phase(t)) ? 3.4 + 0.03 * noise.at(t + 2) : 0);
    readings.number(key, "bath_level", this::bathLevel);
    readings.number(key, "power", power());
    readings.number(key, "dryer_temp", t -> dryer.at(t) + 0.4 * noise.at(t + 3));
    readings.number(key, "baskets", log::cyclesAt);
    readings.number(key, "parts_good", log::goodAt);
  }

  private String complaint(long timeMs) {
    return switch (probe.at(timeMs)) {
      case GOOD -> "";
      case CALIBRATING -> "ERR";
      case WET -> "NaN";
    };
  }

  private double bathLevel(long timeMs) {
    double since = Math.floorMod(timeMs, Math.round(REFILL_PERIOD_MS)) / REFILL_PERIOD_MS;
    return since < 0.95 ? 93 - 16 * since / 0.95 : 77 + 16 * (since - 0.95) / 0.05;
  }

  private static boolean isSpraying(double phase) {
    return phase >= 0.1 && phase < 0.7;
  }

  @Override
  public void changes(long fromMs, long toMs, LongConsumer onChange) {
    worked.activity().changes(fromMs, toMs, onChange);
  }

  /** Electric power in kW. */
  Signal power() {
    Noise noise = new Noise(Dice.bits(seed, 20), 0.15);
    return t -> {
      boolean heating = Wave.sine(t / HEATER_PERIOD_MS + 0.25) > 0;
      double base =
          switch (worked.activity().at(t).state()) {
            case RUNNING -> (isSpraying(log.phase(t)) ? 11 : 7) + (heating ? 9 : 0);
            case SETUP -> 17;
            case IDLE, BREAK -> 3 + (heating ? 9 : 0);
            case FAULT -> 2 + (heating ? 9 : 0);
            case OFF -> 0.5;
          };
      return Math.max(0, base + noise.at(t));
    };
  }

  private final class Yield implements WorkedMachine.CycleYield {
    @Override
    public double weight(long cycle) {
      return 1 + 0.01 * Dice.gauss(seed ^ 5, cycle);
    }

    @Override
    public int scrap(long cycle, long endMs) {
      return 0;
    }
  }
}
