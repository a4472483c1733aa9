package io.millrace.demo.simulation;

import io.millrace.demo.physics.Dice;
import io.millrace.demo.physics.Noise;
import io.millrace.demo.physics.Signal;
import io.millrace.demo.physics.Track;
import io.millrace.demo.physics.Wander;
import io.millrace.demo.physics.Wave;
import io.millrace.demo.story.Scenario;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;

/**
 * The cooling loop: one pump, a tower on the roof, a valve for each die. Running dies heat the
 * water by what their flow lets them; the tower's fan follows the supply temperature.
 */
final class CoolingWater implements Model {
  private static final double KW_PER_RUNNING_DIE = 9.6;

  /** Heats 1 L/min of water by 14.33 K (4.186 kJ/kg/K). */
  private static final double KELVIN_LITRE_PER_MINUTE_PER_KW = 14.33;

  private static final double FURNACE_FLOW = 18;
  private static final long REFILL_PERIOD_MS = 5 * 3_600_000L;
  private static final double REFILL_SHARE = 0.06;
  private static final double REFILL_M3 = 1.9;

  private final List<DieCast> dies;
  private final Climate climate;
  private final Wander smooth;
  private final Noise noise;
  private Track heat = new Track(Long.MIN_VALUE / 2, 0);

  CoolingWater(Scenario scenario, Climate climate, List<DieCast> dies) {
    this.dies = List.copyOf(dies);
    this.climate = climate;
    long seed = scenario.seedOf("cooling-water");
    this.smooth = new Wander(Dice.bits(seed, 1), 0.35, 2_400_000);
    this.noise = new Noise(Dice.bits(seed, 2), 1);
  }

  @Override
  public void open(LocalDate day) {
    Activity any = dies.getFirst().worked().activity();
    TreeSet<Long> instants = new TreeSet<>();
    for (DieCast die : dies) {
      die.worked().activity().changes(any.fromMs(), any.toMs(), instants::add);
    }
    heat = new Track(any.fromMs(), heat.at(any.fromMs()));
    for (long t : instants) {
      long running = dies.stream().filter(die -> die.worked().isRunning(t)).count();
      heat.towards(t, running * KW_PER_RUNNING_DIE, 480_000);
    }
  }

  @Override
  public void declare(Readings readings) {
    String loop = "cooling-water";
    readings.number(loop, "supply_temp", t -> supply(t) + 0.04 * noise.at(t));
    readings.number(
        loop,
        "return_temp",
        t ->
            supply(t)
                + heat.at(t) * KELVIN_LITRE_PER_MINUTE_PER_KW / flow(t)
                + 0.04 * noise.at(t + 1));
    readings.number(loop, "pressure", t -> 4.5 - 0.0055 * flow(t) + 0.008 * noise.at(t + 2));
    readings.number(loop, "flow", t -> flow(t) + 0.5 * noise.at(t + 3));
    readings.number(loop, "pump_power", t -> pumpPower(t) + 0.03 * noise.at(t + 4));
    readings.number(loop, "tower_fan", this::fan);
    readings.number(loop, "tank_level", this::tankLevel);
    readings.number(loop, "make_up_water", this::makeUp);
    for (int i = 0; i < dies.size(); i++) {
      DieCast die = dies.get(i);
      String valve = "valve-" + (i + 1) + "1";
      readings.number(valve, "command", die::valveCommand);
      readings.number(valve, "position", t -> die.valvePosition(t) + 0.3 * noise.at(t + 10));
    }
  }

  /** Electric power of pump and fan in kW. */
  Signal power() {
    return t -> pumpPower(t) + 4 * fan(t) / 100;
  }

  private double supply(long timeMs) {
    return 20.5
        + 0.22 * (climate.outdoor(timeMs) - 9.5)
        + 0.025 * heat.at(timeMs)
        + smooth.at(timeMs);
  }

  private double flow(long timeMs) {
    double flow = FURNACE_FLOW;
    for (DieCast die : dies) {
      flow += die.coolingFlow(timeMs);
    }
    return flow;
  }

  private double pumpPower(long timeMs) {
    double share = flow(timeMs) / 103;
    return 2.2 + 4.6 * share * share * share;
  }

  private double fan(long timeMs) {
    return Math.clamp(30 + 14 * (supply(timeMs) - 20), 0, 100);
  }

  private double tankLevel(long timeMs) {
    double since = (double) Math.floorMod(timeMs, REFILL_PERIOD_MS) / REFILL_PERIOD_MS;
    double ripple = 0.3 * Wave.sine(timeMs / 45_000.0);
    return since < REFILL_SHARE
        ? 72 + 18 * since / REFILL_SHARE + ripple
        : 90 - 18 * (since - REFILL_SHARE) / (1 - REFILL_SHARE) + ripple;
  }

  private double makeUp(long timeMs) {
    long refills = Math.floorDiv(timeMs, REFILL_PERIOD_MS);
    double since = (double) Math.floorMod(timeMs, REFILL_PERIOD_MS) / REFILL_PERIOD_MS;
    // The meter was fitted some ten years ago.
    return REFILL_M3 * (refills - 82_000 + Math.min(1, since / REFILL_SHARE));
  }
}
