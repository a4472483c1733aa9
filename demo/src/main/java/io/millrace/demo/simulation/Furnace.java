package io.millrace.demo.simulation;

import io.millrace.demo.calendar.Crew;
import io.millrace.demo.calendar.Shift;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A furnace that feeds three die-casting machines. Their shots empty it; when it runs low somebody
 * charges ingots, which cool the melt and are then melted at full power. At the start of the early
 * and the late shift both furnaces are charged at the same minute: that is the plant's peak load.
 */
final class Furnace implements Model {
  private static final int MINUTE_MS = 60_000;
  private static final double SHOT_KG = 0.55;
  private static final double CYCLE_MINUTES = 62.0 / 60;
  private static final double LOW_KG = 300;
  private static final double FULL_KG = 405;
  private static final double CHARGE_KG = 60;
  private static final double SHIFT_CHARGE_KG = 100;
  private static final double MELTING_KWH_PER_KG = 0.35;
  private static final double MELTING_KW = 50;
  private static final double HOLDING_KW = 12;
  private static final double KG_PER_MINUTE = 15;
  private static final int SHIFT_CHARGE_AFTER_MS = 66 * MINUTE_MS;

  private final WorkedMachine worked;
  private final List<DieCast> fed;
  private final WorkCalendar calendar;
  private final Climate climate;
  private final long seed;
  private final List<Long> lidChanges = new ArrayList<>();
  private Track power = new Track(Long.MIN_VALUE / 2, HOLDING_KW);
  private Track melt = new Track(Long.MIN_VALUE / 2, 684);
  private Track lid = new Track(Long.MIN_VALUE / 2, 0);
  private Level metal = new Level(Long.MIN_VALUE / 2, 370);
  private Level charges;
  private Level charged;
  private long chargingUntilMs;
  private long meltingUntilMs;

  Furnace(
      Asset asset,
      int number,
      long seed,
      WorkCalendar calendar,
      Climate climate,
      List<DieCast> fed) {
    this.worked = new WorkedMachine(asset, number);
    this.calendar = calendar;
    this.climate = climate;
    this.seed = seed;
    this.fed = List.copyOf(fed);
    double before = Math.floor(Dice.between(18_000, 30_000, seed, -3));
    this.charges = new Level(Long.MIN_VALUE / 2, before);
    this.charged = new Level(Long.MIN_VALUE / 2, before * CHARGE_KG);
  }

  /** The furnace's work. */
  WorkedMachine worked() {
    return worked;
  }

  @Override
  public void open(LocalDate day) {
    Activity activity = plan(day);
    worked.open(activity);
    long fromMs = activity.fromMs();
    power = new Track(fromMs, power.at(fromMs));
    melt = new Track(fromMs, melt.at(fromMs));
    lid = new Track(fromMs, lid.at(fromMs));
    metal = new Level(fromMs, metal.at(fromMs));
    charges = new Level(fromMs, charges.at(fromMs));
    charged = new Level(fromMs, charged.at(fromMs));
    lidChanges.clear();
    for (long t = fromMs; t < activity.toMs(); t += MINUTE_MS) {
      minute(t, activity.at(t).isRunning(), isShiftCharge(day, t));
    }
  }

  private Activity plan(LocalDate day) {
    Activity activity = new Activity();
    for (Shift shift : Shift.values()) {
      boolean staffed = calendar.crew(day, shift) != Crew.NONE;
      activity.append(
          new Segment(
              calendar.startMs(day, shift),
              calendar.endMs(day, shift),
              staffed ? MachineState.RUNNING : MachineState.IDLE,
              staffed ? StopReason.NONE : StopReason.HOLDING,
              0));
    }
    return activity;
  }

  private boolean isShiftCharge(LocalDate day, long timeMs) {
    return timeMs == calendar.startMs(day, Shift.EARLY) + SHIFT_CHARGE_AFTER_MS
        || (timeMs == calendar.startMs(day, Shift.LATE) + SHIFT_CHARGE_AFTER_MS
            && calendar.crew(day, Shift.LATE) == Crew.FULL);
  }

  private void minute(long t, boolean staffed, boolean shiftCharge) {
    double kg = metal.at(t);
    boolean low = kg < LOW_KG && t >= meltingUntilMs && !isShiftChargeNear(t);
    if (staffed && (shiftCharge || low)) {
      charge(t, shiftCharge ? Math.min(SHIFT_CHARGE_KG, FULL_KG - kg) : CHARGE_KG);
    }
    boolean charging = t < chargingUntilMs;
    boolean melting = t < meltingUntilMs;
    if (lid.at(t) != (charging ? 1 : 0)) {
      lid.towards(t, charging ? 1 : 0, 0);
      lidChanges.add(t);
    }
    double usedPerMinute = 0;
    for (DieCast machine : fed) {
      usedPerMinute += machine.worked().isRunning(t) ? SHOT_KG / CYCLE_MINUTES : 0;
    }
    metal.rate(t, ((charging ? KG_PER_MINUTE : 0) - usedPerMinute) / MINUTE_MS);
    power.towards(t, HOLDING_KW + (melting ? MELTING_KW : staffed ? 0 : -2), MINUTE_MS / 2.0);
    melt.towards(t, charging ? 662 : melting ? 688 : 684, (charging ? 14 : 11) * MINUTE_MS);
  }

  /** Shortly before the common charge nobody charges, unless the furnace would run empty. */
  private boolean isShiftChargeNear(long timeMs) {
    LocalDate day = calendar.dayOf(timeMs);
    boolean near = false;
    for (long ahead = 0; ahead <= 24 * MINUTE_MS; ahead += MINUTE_MS) {
      near |= isShiftCharge(day, timeMs + ahead);
    }
    return near;
  }

  private void charge(long t, double kg) {
    chargingUntilMs = t + Math.round(kg / KG_PER_MINUTE * MINUTE_MS);
    double minutes = kg * MELTING_KWH_PER_KG / MELTING_KW * 60;
    meltingUntilMs = Math.max(meltingUntilMs, t) + Math.round(minutes) * MINUTE_MS;
    charges.begin(t, charges.at(t) + 1, 0);
    charged.begin(t, charged.at(t) + kg, 0);
  }

  @Override
  public void declare(Readings readings) {
    worked.declare(readings);
    String key = worked.key();
    Noise noise = new Noise(Dice.bits(seed, 10), 1);
    readings.number(key, "melt_temp", t -> melt.at(t) + 0.35 * noise.at(t));
    readings.number(key, "melt_setpoint", t -> 685);
    readings.number(
        key,
        "wall_temp",
        t -> 40 + 0.6 * climate.hall(t) + 0.04 * (melt.at(t) - 684) + 0.3 * noise.at(t + 1));
    readings.number(key, "power", power());
    readings.number(key, "metal_level", t -> metal.at(t) + 0.6 * noise.at(t + 2));
    readings.number(key, "charges", t -> charges.at(t));
    readings.number(key, "metal_charged", t -> charged.at(t));
    readings.number(key, "lid_open", t -> lid.at(t));
    readings.text(key, "alloy", t -> "AlSi9Cu3(Fe)");
  }

  @Override
  public void changes(long fromMs, long toMs, LongConsumer onChange) {
    worked.activity().changes(fromMs, toMs, onChange);
    for (long t : lidChanges) {
      if (t >= fromMs && t < toMs) {
        onChange.accept(t);
      }
    }
  }

  /** Electric power in kW; the heater's controller makes it swing. */
  Signal power() {
    Noise noise = new Noise(Dice.bits(seed, 20), 0.3);
    double periodMs = Dice.between(70_000, 110_000, seed, -5);
    return t -> power.at(t) + 1.4 * Wave.sine(t / periodMs) + noise.at(t);
  }
}
