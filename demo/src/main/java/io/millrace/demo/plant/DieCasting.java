package io.millrace.demo.plant;

import io.millrace.demo.calendar.Crew;
import java.util.List;
import java.util.Set;

/** Six die-casting machines, each with two cavities and a cooling valve of its own. */
final class DieCasting {
  /** How many machines there are. */
  static final int MACHINES = 6;

  private static final int[] USUAL_CYCLE_S = {62, 61, 62, 63, 60, 62};

  private DieCasting() {}

  static void addTo(List<Asset> assets, List<Channel> channels) {
    for (int i = 1; i <= MACHINES; i++) {
      String key = "die-cast-" + i;
      int column = (i - 1) % 3;
      int row = (i - 1) / 3;
      assets.add(
          new Asset(
              key,
              "Die-cast " + i,
              "D" + i,
              "die-cast",
              Foundry.DIE_CASTING,
              new Place(82 + column * 58, 18 + row * 44, 46, 34),
              new Machine(crews(i), false, 55_000, USUAL_CYCLE_S[i - 1] * 1000, 2)));
      String topic = "foundry/die-casting/" + key + "/";
      channels.add(channel(key, topic + "process", Foundry.twiceASecond(), process()));
      channels.add(channel(key, topic + "cycle", Foundry.perCycle(), cycle()));
      channels.add(channel(key, topic + "counters", Foundry.every(10), counters()));
      channels.add(channel(key, topic + "status", Foundry.onChange(), status()));
    }
  }

  private static Set<Crew> crews(int machine) {
    if (machine <= 3) {
      return Foundry.ALWAYS;
    }
    return machine == 4 ? Foundry.DAY_AND_NIGHT : Foundry.DAY_ONLY;
  }

  private static Channel channel(String key, String topic, Emission emission, List<Point> points) {
    return new Channel("GW-02", key, topic, Payload.VALUES, emission, points);
  }

  private static List<Point> process() {
    return List.of(
        Point.number("die_temp", "Die temperature", "Cel", 1)
            .instrument(0, 400)
            .normal(190, 250)
            .alarm(Range.upTo(270))
            .pastEvery(10_000),
        Point.number("ejector_die_temp", "Ejector die temperature", "Cel", 1)
            .instrument(0, 400)
            .normal(170, 230)
            .pastEvery(60_000),
        Point.number("cooling_flow", "Cooling flow", "L/min", 1)
            .instrument(0, 25)
            .normal(12, 17)
            .pastEvery(10_000),
        Point.number("power", "Power", "kW", 1).instrument(0, 90).normal(5, 55).pastEvery(10_000),
        Point.number("hydraulic_oil_temp", "Hydraulic oil", "Cel", 1)
            .instrument(0, 100)
            .normal(38, 54)
            .alarm(Range.upTo(62))
            .pastEvery(60_000),
        Point.number("hydraulic_pressure", "Hydraulic pressure", "bar", 0)
            .instrument(0, 250)
            .normal(90, 175)
            .pastEvery(60_000),
        Point.number("shot_pressure", "Shot pressure", "bar", 0)
            .instrument(0, 500)
            .pastEvery(60_000),
        Point.number("plunger_speed", "Plunger speed", "m/s", 2).instrument(0, 8).pastEvery(60_000),
        Point.number("clamp_force", "Clamp force", "kN", 0).instrument(0, 6000).pastEvery(60_000));
  }

  private static List<Point> cycle() {
    return List.of(
        Point.number("cycle_time", "Cycle time", "s", 1).instrument(0, 600).normal(58, 66),
        Point.number("shot_pressure_peak", "Shot pressure, peak", "bar", 0)
            .instrument(0, 500)
            .normal(300, 345),
        Point.number("plunger_speed_peak", "Plunger speed, peak", "m/s", 2)
            .instrument(0, 8)
            .normal(3.6, 4.1)
            .alarm(Range.from(3.5)),
        Point.number("fill_time", "Fill time", "ms", 0).instrument(0, 500).normal(34, 48),
        Point.number("biscuit_thickness", "Biscuit thickness", "mm", 1)
            .instrument(0, 80)
            .normal(18, 26),
        Point.number("metal_dose", "Metal dose", "kg", 3).instrument(0, 5).normal(0.53, 0.57));
  }

  private static List<Point> counters() {
    return List.of(
        Point.counter("shots", "Shots", "{shot}", 0).pastEvery(60_000),
        Point.counter("parts_good", "Good parts", "{piece}", 0).pastEvery(60_000),
        Point.counter("parts_scrap", "Scrap", "{piece}", 0).pastEvery(60_000));
  }

  private static List<Point> status() {
    return List.of(Foundry.state(), Foundry.stopReason(), Point.text("order", "Production order"));
  }
}
