package io.millrace.demo.simulation;

import io.millrace.demo.physics.Dice;
import io.millrace.demo.physics.Level;
import io.millrace.demo.physics.Noise;
import io.millrace.demo.physics.Signal;
import io.millrace.demo.physics.Track;
import io.millrace.demo.physics.Wander;
import io.millrace.demo.physics.Wave;
import io.millrace.demo.plant.MachineState;
import io.millrace.demo.story.Story;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;

/**
 * Two compressors and the network that they feed. Running machines use air, leaks do so around the
 * clock. Compressor 2 carries the base load whenever somebody works; Compressor 1, with a variable
 * speed, adds what is missing and is alone at night and at weekends.
 */
final class CompressedAir implements Model {
  /** What Compressor 2 can deliver, in m³/min. */
  private static final double BASE_CAPACITY = 3.2;

  private static final double OLD_LEAKS = 0.5;
  private static final double SETTLING_MS = 20_000;

  private final List<WorkedMachine> users;
  private final ToDoubleFunction<WorkedMachine> demandOf;
  private final Story story;
  private final Wander flicker;
  private final Noise noise;
  private final Compressor first;
  private final Compressor second;
  private Track used = new Track(Long.MIN_VALUE / 2, 0);

  /**
   * The compressed air of a plant.
   *
   * @param users machines that use air
   * @param demandOf what each uses while it runs, in m³/min
   */
  CompressedAir(
      Story story,
      Climate climate,
      List<WorkedMachine> users,
      ToDoubleFunction<WorkedMachine> demandOf) {
    this.story = story;
    this.users = List.copyOf(users);
    this.demandOf = demandOf;
    long seed = story.scenario().seedOf("air");
    this.flicker = new Wander(Dice.bits(seed, 1), 0.12, 90_000);
    this.noise = new Noise(Dice.bits(seed, 2), 1);
    this.first =
        new Compressor(
            "compressor-1", Dice.bits(seed, 3), climate, t -> 1, this::firstFlow, 18_412);
    this.second =
        new Compressor(
            "compressor-2",
            Dice.bits(seed, 4),
            climate,
            story.bearing()::factor,
            this::secondFlow,
            21_780);
  }

  @Override
  public void declare(Readings readings) {
    String network = "air-network";
    readings.number(
        network,
        "pressure",
        t ->
            7.25
                - 0.06 * flow(t)
                + (second.isOn(t) ? 0.14 : 0.05) * Wave.sine(t / 140_000.0)
                + 0.01 * noise.at(t));
    readings.number(network, "flow", t -> flow(t) + 0.02 * noise.at(t + 1));
    readings.number(
        network, "dew_point", t -> 3.2 + 0.7 * Wave.sine(t / 1_260_000.0) + 0.05 * noise.at(t + 2));
    first.declare(readings);
    second.declare(readings);
  }

  @Override
  public void open(LocalDate day) {
    Activity any = users.getFirst().activity();
    TreeSet<Long> instants = new TreeSet<>();
    for (WorkedMachine user : users) {
      user.activity().changes(any.fromMs(), any.toMs(), instants::add);
    }
    used = new Track(any.fromMs(), used.at(any.fromMs()));
    first.open(any.fromMs());
    second.open(any.fromMs());
    for (long t : instants) {
      double demand = 0;
      for (WorkedMachine user : users) {
        demand += user.isRunning(t) ? demandOf.applyAsDouble(user) : 0;
      }
      used.towards(t, demand, SETTLING_MS);
      boolean working = demand > (second.isOn(t) ? 0.4 : 0.8);
      double missing = demand + leaks(t) - (working ? BASE_CAPACITY : 0);
      second.turn(t, working);
      first.turn(t, !working || missing > (first.isOn(t) ? 0.05 : 0.25));
    }
  }

  @Override
  public void changes(long fromMs, long toMs, LongConsumer onChange) {
    first.changes(fromMs, toMs, onChange);
  }

  /** The changes of Compressor 2, which is an asset of its own. */
  Model secondCompressor() {
    return second;
  }

  /** Electric power of both compressors in kW. */
  Signal power() {
    Signal one = first.power();
    Signal two = second.power();
    return t -> one.at(t) + two.at(t);
  }

  private double leaks(long timeMs) {
    return OLD_LEAKS + story.airLeak().at(timeMs);
  }

  /** What all users and leaks take, in m³/min. */
  private double flow(long timeMs) {
    double usedNow = used.at(timeMs);
    return leaks(timeMs) + usedNow + (usedNow > 0.3 ? flicker.at(timeMs) : 0);
  }

  private double secondFlow(long timeMs) {
    return second.isOn(timeMs) ? Math.min(BASE_CAPACITY, flow(timeMs)) : 0;
  }

  private double firstFlow(long timeMs) {
    return first.isOn(timeMs) ? Math.max(0.25, flow(timeMs) - secondFlow(timeMs)) : 0;
  }

  /** One compressor. Its bearing may be worn: then it vibrates and gets hot. */
  private static final class Compressor implements Model {
    private static final double MINUTE_MS = 60_000;
    private static final double HOUR_MS = 3_600_000;
    private static final double AMPERE_PER_KW = 1.678; // 400 V, power factor 0.86

    private final String key;
    private final boolean fixedSpeed;
    private final long seed;
    private final Climate climate;
    private final Signal wear;
    private final Signal flow;
    private final Wander smooth;
    private final Noise noise;
    private final List<Long> changes = new ArrayList<>();
    private Track on = new Track(Long.MIN_VALUE / 2, 0);
    private Track warmth = new Track(Long.MIN_VALUE / 2, 0);
    private Level hours;

    Compressor(
        String key, long seed, Climate climate, Signal wear, Signal flow, double hoursBefore) {
      this.key = key;
      this.fixedSpeed = key.endsWith("2");
      this.seed = seed;
      this.climate = climate;
      this.wear = wear;
      this.flow = flow;
      this.smooth = new Wander(Dice.bits(seed, 1), 0.07, 600_000);
      this.noise = new Noise(Dice.bits(seed, 2), 1);
      this.hours = new Level(Long.MIN_VALUE / 2, hoursBefore);
    }

    @Override
    public void open(LocalDate day) {}

    void open(long fromMs) {
      on = new Track(fromMs, on.at(fromMs));
      warmth = new Track(fromMs, warmth.at(fromMs));
      hours = new Level(fromMs, hours.at(fromMs));
      changes.clear();
      turn(fromMs, isOn(fromMs));
    }

    void turn(long timeMs, boolean nowOn) {
      if (isOn(timeMs) != nowOn) {
        changes.add(timeMs);
      }
      on.towards(timeMs, nowOn ? 1 : 0, 0);
      warmth.towards(timeMs, nowOn ? 1 : 0, (nowOn ? 22 : 55) * MINUTE_MS);
      hours.rate(timeMs, nowOn ? 1 / HOUR_MS : 0);
    }

    boolean isOn(long timeMs) {
      return on.at(timeMs) > 0.5;
    }

    @Override
    public void changes(long fromMs, long toMs, LongConsumer onChange) {
      for (long t : changes) {
        if (t >= fromMs && t < toMs) {
          onChange.accept(t);
        }
      }
    }

    @Override
    public void declare(Readings readings) {
      readings.number(
          key, "state", t -> (isOn(t) ? MachineState.RUNNING : MachineState.IDLE).code());
      readings.number(key, "vibration", t -> Math.abs(vibration(t) + 0.03 * noise.at(t)));
      readings.number(key, "bearing_temp", t -> bearing(t) + 0.1 * noise.at(t + 1));
      readings.number(
          key,
          "outlet_temp",
          t -> climate.hall(t) + warmth.at(t) * (52 + 3 * flow.at(t)) + 0.1 * noise.at(t + 2));
      readings.number(
          key, "oil_temp", t -> climate.hall(t) + 50 * warmth.at(t) + 0.1 * noise.at(t + 3));
      readings.number(
          key, "motor_current", t -> Math.abs(AMPERE_PER_KW * kilowatts(t) + 0.1 * noise.at(t)));
      readings.number(key, "power", power());
      readings.number(key, "flow", flow);
      readings.number(key, "speed", this::speed);
      readings.number(key, "running_hours", t -> hours.at(t));
      VibrationBurst burst = new VibrationBurst(Dice.bits(seed, 5));
      readings.put(
          key,
          "vibration_waveform",
          new Reading.Burst(
              t -> burst.samples(t, speed(t) / 60, wear.at(t)), VibrationBurst.RESOLUTION));
    }

    Signal power() {
      return t -> Math.max(0, kilowatts(t) + 0.08 * noise.at(t + 4));
    }

    private double kilowatts(long timeMs) {
      if (!isOn(timeMs)) {
        return 0.4;
      }
      return fixedSpeed ? 6 + 5.0 * flow.at(timeMs) : 1.2 + 5.6 * flow.at(timeMs);
    }

    private double speed(long timeMs) {
      if (!isOn(timeMs)) {
        return 0;
      }
      return fixedSpeed
          ? 1485 + 2 * noise.at(timeMs + 5)
          : 900 + 640 * flow.at(timeMs) + 3 * noise.at(timeMs + 5);
    }

    private double vibration(long timeMs) {
      double usual = fixedSpeed ? 1.9 : 1.2 + 0.25 * flow.at(timeMs);
      return isOn(timeMs) ? (usual + smooth.at(timeMs)) * wear.at(timeMs) : 0.06;
    }

    private double bearing(long timeMs) {
      double rise = 34 + 10 * (wear.at(timeMs) - 1);
      return climate.hall(timeMs) + warmth.at(timeMs) * rise;
    }
  }
}
