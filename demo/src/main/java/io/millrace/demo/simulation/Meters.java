package io.millrace.demo.simulation;

import io.millrace.demo.physics.Dice;
import io.millrace.demo.physics.Noise;
import io.millrace.demo.physics.Signal;
import io.millrace.demo.physics.Wander;
import io.millrace.demo.physics.Wave;
import io.millrace.demo.story.MeterReset;
import io.millrace.demo.story.Story;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The power meters: one for each part of the plant, and the main meter, which shows their sum and
 * the losses of the transformer. Energy is the integral of power in steps of ten seconds.
 */
final class Meters implements Model {
  /** Main meter = sum of the others × this. */
  static final double LOSSES = 1.008;

  private static final String MAIN = "meter-main";
  private static final int STEP_MS = 10_000;
  private static final double KWH_PER_KW_STEP = STEP_MS / 3_600_000.0;

  private final Map<String, List<Signal>> loads;
  private final Map<String, Energy> energy = new LinkedHashMap<>();
  private final MeterReset reset;
  private final Noise noise;
  private final Wander grid;
  private final WorkedMachine anyMachine;

  /**
   * The meters of a plant.
   *
   * @param loads electric power in kW of what hangs on each sub-meter
   * @param anyMachine tells when the production day begins and ends
   */
  Meters(Story story, Map<String, List<Signal>> loads, WorkedMachine anyMachine) {
    this.loads = new LinkedHashMap<>(loads);
    this.reset = story.meterReset();
    this.anyMachine = anyMachine;
    long seed = story.scenario().seedOf("meters");
    this.noise = new Noise(Dice.bits(seed, 1), 1);
    this.grid = new Wander(Dice.bits(seed, 2), 1.3, 900_000);
    int n = 0;
    for (String meter : this.loads.keySet()) {
      energy.put(meter, new Energy(Dice.between(400_000, 2_000_000, seed, 100 + n++)));
    }
    energy.put(MAIN, new Energy(Dice.between(6_000_000, 9_000_000, seed, 99)));
  }

  @Override
  public void open(LocalDate day) {
    Activity any = anyMachine.activity();
    int steps = Math.toIntExact((any.toMs() - any.fromMs()) / STEP_MS);
    List<String> meters = new ArrayList<>(loads.keySet());
    energy.values().forEach(e -> e.open(any.fromMs(), steps));
    for (int step = 0; step < steps; step++) {
      long t = any.fromMs() + (long) step * STEP_MS;
      double sum = 0;
      for (String meter : meters) {
        double kilowatts = power(meter, t);
        sum += kilowatts;
        add(meter, kilowatts, t);
      }
      add(MAIN, sum * LOSSES, t);
    }
  }

  private void add(String meter, double kilowatts, long timeMs) {
    Energy of = energyOf(meter);
    if (meter.equals(MeterReset.METER)
        && timeMs <= reset.atMs()
        && reset.atMs() < timeMs + STEP_MS) {
      of.reset();
    }
    of.add(kilowatts * KWH_PER_KW_STEP);
  }

  private Energy energyOf(String meter) {
    Energy of = energy.get(meter);
    if (of == null) {
      throw new IllegalArgumentException("There is no meter " + meter + ".");
    }
    return of;
  }

  private double power(String meter, long timeMs) {
    double sum = 0;
    for (Signal load : loads.getOrDefault(meter, List.of())) {
      sum += load.at(timeMs);
    }
    return sum;
  }

  private double mainPower(long timeMs) {
    double sum = 0;
    for (List<Signal> signals : loads.values()) {
      for (Signal load : signals) {
        sum += load.at(timeMs);
      }
    }
    return sum * LOSSES;
  }

  @Override
  public void declare(Readings readings) {
    for (String meter : loads.keySet()) {
      readings.number(meter, "power", t -> power(meter, t));
      readings.number(meter, "energy", energyOf(meter)::at);
    }
    readings.number(MAIN, "power", this::mainPower);
    readings.number(MAIN, "energy", energyOf(MAIN)::at);
    readings.number(MAIN, "voltage", this::voltage);
    readings.number(MAIN, "power_factor", this::powerFactor);
    readings.number(
        MAIN, "current", t -> mainPower(t) * 1000 / (Math.sqrt(3) * voltage(t) * powerFactor(t)));
  }

  private double voltage(long timeMs) {
    return 401 + grid.at(timeMs) + 1.1 * Wave.daily(timeMs, 2) + 0.15 * noise.at(timeMs);
  }

  private double powerFactor(long timeMs) {
    return 0.93 + 0.006 * grid.at(timeMs + 7_000_000) + 0.001 * noise.at(timeMs + 1);
  }

  /** One meter's counter at each step of the day. */
  private static final class Energy {
    private double[] atStep = new double[0];
    private long fromMs;
    private int filled;
    private double last;

    Energy(double before) {
      last = before;
    }

    void open(long dayFromMs, int steps) {
      fromMs = dayFromMs;
      if (atStep.length < steps + 1) {
        atStep = new double[steps + 1];
      }
      atStep[0] = last;
      filled = 0;
    }

    void reset() {
      last = 0;
      atStep[filled] = 0;
    }

    void add(double kilowattHours) {
      last += kilowattHours;
      atStep[++filled] = last;
    }

    double at(long timeMs) {
      double step = (double) (timeMs - fromMs) / STEP_MS;
      int before = Math.clamp((long) step, 0, filled);
      if (before == filled) {
        return atStep[filled];
      }
      return atStep[before] + (atStep[before + 1] - atStep[before]) * (step - before);
    }
  }
}
