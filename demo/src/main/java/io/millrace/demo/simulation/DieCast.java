package io.millrace.demo.simulation;

import io.millrace.demo.calendar.WorkCalendar;
import io.millrace.demo.physics.Dice;
import io.millrace.demo.physics.Noise;
import io.millrace.demo.physics.Signal;
import io.millrace.demo.physics.Track;
import io.millrace.demo.physics.Wander;
import io.millrace.demo.physics.Wave;
import io.millrace.demo.plant.Asset;
import io.millrace.demo.plant.MachineState;
import io.millrace.demo.plant.StopReason;
import io.millrace.demo.simulation.DieThermal.Stop;
import io.millrace.demo.story.StickingValve;
import io.millrace.demo.story.ValveEpisode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A die-casting machine. One cycle: close, shoot, let solidify, open and eject, spray. Scrap comes
 * from a cold die (after long stops) and from a slow plunger (its tip wears), as well as by chance.
 */
final class DieCast implements Model {
  /** Below this die temperature in °C, parts are scrap. */
  static final double COLD = 208;

  /** Below this peak plunger speed in m/s, every other shot has a porous part. */
  static final double SLOW = 3.58;

  private static final int TIP_LIFE_SHOTS = 5000;
  private static final double MINUTE_MS = 60_000;

  private final WorkedMachine worked;
  private final Planner planner;
  private final WorkCalendar calendar;
  private final @Nullable StickingValve valve;
  private final Climate climate;
  private final DieThermal die;
  private final CycleLog log;
  private final long seed;
  private final Wander water;
  private final List<Stop> stops = new ArrayList<>();
  private Track oil = new Track(Long.MIN_VALUE / 2, 24);

  /**
   * A machine.
   *
   * @param number 1 to 6
   * @param valve what its cooling valve does; null if it never sticks
   */
  DieCast(
      Asset asset,
      int number,
      long seed,
      WorkCalendar calendar,
      Climate climate,
      @Nullable StickingValve valve) {
    this.worked = new WorkedMachine(asset, number);
    this.planner = new Planner(seed, worked.machine(), Habits.DIE_CAST, calendar);
    this.calendar = calendar;
    this.valve = valve;
    this.climate = climate;
    this.seed = seed;
    this.die = new DieThermal(Dice.between(233.5, 235.5, seed, -2));
    this.water = new Wander(Dice.bits(seed, 1), 0.25, 1_500_000);
    long shots = Math.round(Dice.between(380_000, 900_000, seed, -3));
    this.log = new CycleLog(shots, 2 * shots - shots / 25, shots / 25);
  }

  /** The machine's work. */
  WorkedMachine worked() {
    return worked;
  }

  /** The stops of the day that the valve caused. */
  List<Stop> stops() {
    return List.copyOf(stops);
  }

  @Override
  public void open(LocalDate day) {
    Activity activity = planner.plan(day);
    stops.removeIf(stop -> stop.restartMs() <= activity.fromMs());
    for (Stop stop : stops) {
      overlay(activity, stop);
    }
    if (valve != null) {
      addStops(activity, valve, day);
    }
    worked.open(activity);
    die.open(activity, stops);
    oil = oilTrack(activity);
    worked.fill(log, worked.machine().usualCycleMs(), new Yield());
  }

  private void addStops(Activity activity, StickingValve sticking, LocalDate day) {
    long aroundMs = ValveEpisode.RUNNING_AROUND_MS;
    long toMs = calendar.startMs(day.plusDays(1));
    for (ValveEpisode episode : sticking.between(activity.fromMs(), toMs + aroundMs)) {
      long stickMs = episode.stickMs();
      activity.overlay(
          new Segment(
              stickMs - aroundMs, stickMs + aroundMs, MachineState.RUNNING, StopReason.NONE, 0));
      if (stickMs < toMs) {
        Stop stop = die.stopAfter(episode, activity, stops);
        stops.add(stop);
        overlay(activity, stop);
      }
    }
  }

  private static void overlay(Activity activity, Stop stop) {
    long stickMs = stop.cause().stickMs();
    activity.overlay(new Segment(stickMs, stop.tripMs(), MachineState.RUNNING, StopReason.NONE, 0));
    activity.overlay(
        new Segment(
            stop.tripMs(), stop.restartMs(), MachineState.FAULT, StopReason.OVER_TEMPERATURE, 0));
  }

  private Track oilTrack(Activity activity) {
    Track track = new Track(activity.fromMs(), oil.at(activity.fromMs()));
    for (Segment segment : activity.segments()) {
      double hall = climate.hall(segment.fromMs());
      switch (segment.state()) {
        case RUNNING -> track.towards(segment.fromMs(), 38 + 0.45 * hall, 38 * MINUTE_MS);
        case IDLE, BREAK, SETUP, FAULT ->
            track.towards(segment.fromMs(), 33 + 0.4 * hall, 50 * MINUTE_MS);
        case OFF -> track.towards(segment.fromMs(), hall + 2, 150 * MINUTE_MS);
      }
    }
    return track;
  }

  @Override
  public void declare(Readings readings) {
    worked.declare(readings);
    String key = worked.key();
    readings.text(key, "order", worked::order);
    declareProcess(readings, key);
    declareCycle(readings, key);
    readings.number(key, "shots", log::cyclesAt);
    readings.number(key, "parts_good", log::goodAt);
    readings.number(key, "parts_scrap", log::scrapAt);
  }

  private void declareProcess(Readings readings, String key) {
    Noise[] noise = new Noise[6];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = new Noise(Dice.bits(seed, 10 + i), 1);
    }
    readings.number(key, "die_temp", t -> dieTemp(t) + 0.25 * noise[0].at(t));
    readings.number(
        key, "ejector_die_temp", t -> 0.93 * dieTemp(t - 20_000) - 6 + 0.25 * noise[1].at(t));
    readings.number(key, "cooling_flow", t -> coolingFlow(t) + 0.12 * noise[2].at(t));
    readings.number(key, "power", power());
    readings.number(key, "hydraulic_oil_temp", t -> oil.at(t) + 0.08 * noise[3].at(t));
    readings.number(
        key,
        "hydraulic_pressure",
        t -> MachineCurves.hydraulicPressure(state(t), log.phase(t), noise[4].at(t)));
    readings.number(
        key,
        "shot_pressure",
        t -> MachineCurves.shotPressure(log.phase(t), shotPressurePeak(log.cyclesAt(t))));
    readings.number(
        key,
        "plunger_speed",
        t -> MachineCurves.plungerSpeed(log.phase(t), plungerPeak(log.cyclesAt(t))));
    readings.number(
        key,
        "clamp_force",
        t -> MachineCurves.isClamped(log.phase(t)) ? 4200 + 9 * noise[5].at(t) : 0);
  }

  private void declareCycle(Readings readings, String key) {
    readings.number(key, "cycle_time", t -> log.lastCycleMs(t) / 1000.0);
    readings.number(key, "shot_pressure_peak", t -> shotPressurePeak(lastShot(t)));
    readings.number(key, "plunger_speed_peak", t -> plungerPeak(lastShot(t)));
    readings.number(
        key,
        "fill_time",
        t -> 155 / plungerPeak(lastShot(t)) + 0.4 * Dice.gauss(seed ^ 3, lastShot(t)));
    readings.number(key, "biscuit_thickness", t -> 22 + 240 * (dose(lastShot(t)) - 0.55));
    readings.number(key, "metal_dose", t -> dose(lastShot(t)));
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
    Noise noise = new Noise(Dice.bits(seed, 20), 0.4);
    return t ->
        Math.max(
            0, MachineCurves.dieCastPower(worked.activity().at(t), log.phase(t), t) + noise.at(t));
  }

  /** Cooling flow in L/min, without noise. */
  double coolingFlow(long timeMs) {
    return die.flow(timeMs) + water.at(timeMs);
  }

  /** How far the cooling valve is open, in %. */
  double valvePosition(long timeMs) {
    return 62 / DieThermal.FLOW * die.flow(timeMs);
  }

  /** How far the cooling valve ought to be open, in %: more when the die is hot. */
  double valveCommand(long timeMs) {
    double usual = state(timeMs) == MachineState.OFF ? 43 : 62;
    return Math.min(100, usual + 2.2 * Math.max(0, die.temperature(timeMs) - 245));
  }

  private double dieTemp(long timeMs) {
    double phase = log.phase(timeMs);
    double ripple = phase < 0 ? 0 : 2.2 * Wave.sine(phase - 0.05);
    return die.temperature(timeMs) - 2 * water.at(timeMs) + ripple;
  }

  private MachineState state(long timeMs) {
    return worked.activity().at(timeMs).state();
  }

  private long lastShot(long timeMs) {
    return log.cyclesAt(timeMs) - 1;
  }

  private double plungerPeak(long shot) {
    double tipWear = (double) Math.floorMod(shot, TIP_LIFE_SHOTS) / TIP_LIFE_SHOTS;
    return 3.9 - 0.16 * tipWear + 0.065 * Dice.gauss(seed ^ 1, shot);
  }

  private double shotPressurePeak(long shot) {
    return 322 + 60 * (plungerPeak(shot) - 3.82) + 3 * Dice.gauss(seed ^ 2, shot);
  }

  private double dose(long shot) {
    return 0.55 + 0.006 * Dice.gauss(seed ^ 4, shot);
  }

  /**
   * What shots yield: two parts, both scrap if the die is cold, one of them if a shot is porous.
   */
  private final class Yield implements WorkedMachine.CycleYield {
    @Override
    public double weight(long shot) {
      return 1 + 0.006 * Dice.gauss(seed ^ 5, shot);
    }

    @Override
    public int scrap(long shot, long endMs) {
      if (die.temperature(endMs) < COLD) {
        return 2;
      }
      double chance = plungerPeak(shot) < SLOW ? 0.5 : 0.036;
      return Dice.unit(seed ^ 6, shot) < chance ? 1 : 0;
    }
  }
}
