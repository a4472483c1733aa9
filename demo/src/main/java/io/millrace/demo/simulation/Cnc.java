package io.millrace.demo.simulation;

import io.millrace.demo.calendar.WorkCalendar;
import io.millrace.demo.physics.Dice;
import io.millrace.demo.physics.Level;
import io.millrace.demo.physics.Noise;
import io.millrace.demo.physics.Signal;
import io.millrace.demo.physics.Track;
import io.millrace.demo.plant.Asset;
import io.millrace.demo.plant.MachineState;
import io.millrace.demo.plant.StopReason;
import java.time.LocalDate;
import java.util.function.LongConsumer;

/**
 * A machining centre. A cycle loads a part and takes four cuts. The tool's edge wears while it
 * cuts: load and vibration rise with it, and a tool that is used beyond its life makes scrap.
 */
final class Cnc implements Model {
  private static final double MINUTE_MS = 60_000;
  private static final double LOADED = 0.08;
  private static final double UNLOADING = 0.92;
  private static final double TOOL_CHANGE_SHARE = 0.12;
  private static final int[] CUT_SPEED = {8000, 6000, 12_000, 9500};
  private static final int[] CUT_LOAD = {36, 54, 24, 46};
  private static final int[] CUT_FEED = {1800, 1200, 3400, 900};

  private final WorkedMachine worked;
  private final Planner planner;
  private final int number;
  private final Climate climate;
  private final CycleLog log;
  private final long seed;
  private Level wear;
  private Level tools = new Level(Long.MIN_VALUE / 2, 0);
  private Track coolant = new Track(Long.MIN_VALUE / 2, 20);

  Cnc(Asset asset, int number, long seed, WorkCalendar calendar, Climate climate) {
    this.worked = new WorkedMachine(asset, number);
    this.planner = new Planner(seed, worked.machine(), Habits.CNC, calendar);
    this.number = number;
    this.climate = climate;
    this.seed = seed;
    this.wear = new Level(Long.MIN_VALUE / 2, planner.toolMinutes() / Habits.CNC.toolLifeMinutes());
    long parts = Math.round(Dice.between(90_000, 240_000, seed, -3));
    this.log = new CycleLog(parts, parts - parts / 80, parts / 80);
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
    Level newWear = new Level(fromMs, wear.at(fromMs));
    Level newTools = new Level(fromMs, tools.at(fromMs));
    Track newCoolant = new Track(fromMs, coolant.at(fromMs));
    for (Segment segment : activity.segments()) {
      long t = segment.fromMs();
      double rate = segment.isRunning() ? 1 / (MINUTE_MS * Habits.CNC.toolLifeMinutes()) : 0;
      if (segment.reason() == StopReason.TOOL_CHANGE) {
        newWear.begin(t, 0, 0);
        newTools.begin(t, newTools.at(t) + 1, 0);
      } else {
        newWear.rate(t, rate);
      }
      double warmer = segment.isRunning() ? 5.5 : segment.state() == MachineState.OFF ? 0 : 2.5;
      newCoolant.towards(t, climate.hall(t) + warmer, 35 * MINUTE_MS);
    }
    wear = newWear;
    tools = newTools;
    coolant = newCoolant;
    worked.fill(log, worked.machine().usualCycleMs(), new Yield());
  }

  @Override
  public void declare(Readings readings) {
    worked.declare(readings);
    String key = worked.key();
    Noise load = new Noise(Dice.bits(seed, 10), 1.2);
    Noise speed = new Noise(Dice.bits(seed, 11), 6);
    Noise vibration = new Noise(Dice.bits(seed, 12), 0.05);
    Noise temperature = new Noise(Dice.bits(seed, 13), 0.06);
    readings.number(key, "spindle_speed", t -> cut(t) < 0 ? 0 : CUT_SPEED[cut(t)] + speed.at(t));
    readings.number(key, "spindle_load", t -> cut(t) < 0 ? 0 : load(t) + load.at(t));
    readings.number(key, "feed_rate", t -> cut(t) < 0 ? 0 : CUT_FEED[cut(t)]);
    readings.number(key, "power", power());
    readings.number(key, "coolant_temp", t -> coolant.at(t) + temperature.at(t));
    readings.number(key, "spindle_vibration", t -> Math.abs(vibration(t) + vibration.at(t)));
    readings.number(key, "cycle_time", t -> log.lastCycleMs(t) / 1000.0);
    readings.number(key, "tool_wear", t -> 100 * wear.at(t));
    readings.number(key, "parts_good", log::goodAt);
    readings.number(key, "parts_scrap", log::scrapAt);
    readings.text(key, "program", this::program);
    readings.number(key, "tool_number", t -> 11 + Math.floorMod((long) tools.at(t), 8));
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
    Noise noise = new Noise(Dice.bits(seed, 20), 0.12);
    return t -> {
      double base =
          switch (worked.activity().at(t).state()) {
            case RUNNING -> cut(t) < 0 ? 3.4 : 3.2 + 0.17 * load(t);
            case SETUP -> 3.0;
            case IDLE, BREAK -> 2.2;
            case FAULT -> 1.9;
            case OFF -> 0.4;
          };
      return Math.max(0, base + noise.at(t));
    };
  }

  /** Which of the four cuts is under way; -1 if none. */
  private int cut(long timeMs) {
    double phase = log.phase(timeMs);
    if (phase < LOADED || phase >= UNLOADING) {
      return -1;
    }
    double cuts = (phase - LOADED) / (UNLOADING - LOADED) * CUT_SPEED.length;
    int cut = (int) cuts;
    return cuts - cut < TOOL_CHANGE_SHARE ? -1 : cut;
  }

  private double load(long timeMs) {
    int cut = cut(timeMs);
    return cut < 0 ? 0 : CUT_LOAD[cut] * (1 + 0.3 * wear.at(timeMs));
  }

  private double vibration(long timeMs) {
    if (cut(timeMs) < 0) {
      return 0.12;
    }
    double worn = wear.at(timeMs);
    return 0.7 + 0.011 * load(timeMs) + 1.1 * worn * worn;
  }

  private String program(long timeMs) {
    int order = worked.activity().at(timeMs).order();
    return "O" + (1200 + 10 * number + Math.floorMod(order, 4)) + " " + worked.product(order);
  }

  /** One part; a blunt tool makes scrap. */
  private final class Yield implements WorkedMachine.CycleYield {
    @Override
    public double weight(long cycle) {
      return 1 + 0.008 * Dice.gauss(seed ^ 5, cycle);
    }

    @Override
    public int scrap(long cycle, long endMs) {
      double worn = wear.at(endMs);
      double chance = worn > 1 ? 0.09 : worn > 0.92 ? 0.03 : 0.007;
      return Dice.unit(seed ^ 6, cycle) < chance ? 1 : 0;
    }
  }
}
