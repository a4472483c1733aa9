package io.millrace.demo.plant;

import io.millrace.demo.calendar.Crew;
import java.util.List;
import java.util.Set;

/** Six machining centres. CNC 5 stands apart and has a gateway of its own. */
final class Machining {
  private static final int[] USUAL_CYCLE_S = {118, 121, 124, 127, 130, 133};

  private Machining() {}

  static void addTo(List<Asset> assets, List<Channel> channels) {
    for (int i = 1; i <= 6; i++) {
      String key = "cnc-" + i;
      int cycleMs = USUAL_CYCLE_S[i - 1] * 1000;
      assets.add(
          new Asset(
              key,
              "CNC " + i,
              "C" + i,
              "cnc",
              Foundry.MACHINING,
              new Place(82 + (i - 1) * 46, 128, 38, 32),
              new Machine(crews(i), false, cycleMs - 8000, cycleMs, 1)));
      boolean apart = i == 5;
      String gateway = apart ? "GW-04" : "GW-03";
      Payload payload = apart ? Payload.VALUES : Payload.MILLRACE;
      String topic = "foundry/machining/" + key + "/";
      channels.add(
          new Channel(gateway, key, topic + "process", payload, Foundry.every(1), process()));
      channels.add(
          new Channel(gateway, key, topic + "cycle", payload, Foundry.perCycle(), cycle()));
      channels.add(
          new Channel(gateway, key, topic + "counters", payload, Foundry.every(10), counters()));
      channels.add(
          new Channel(gateway, key, topic + "status", payload, Foundry.onChange(), status()));
    }
  }

  private static Set<Crew> crews(int machine) {
    return switch (machine) {
      case 1, 2, 5 -> Foundry.ALWAYS;
      case 3 -> Foundry.DAY_AND_NIGHT;
      default -> Foundry.DAY_ONLY;
    };
  }

  private static List<Point> process() {
    return List.of(
        Point.number("spindle_speed", "Spindle speed", "/min", 0)
            .instrument(0, 16_000)
            .pastEvery(60_000),
        Point.number("spindle_load", "Spindle load", "%", 0)
            .instrument(0, 150)
            .normal(0, 75)
            .alarm(Range.upTo(95))
            .pastEvery(10_000),
        Point.number("feed_rate", "Feed rate", "mm/min", 0).instrument(0, 30_000).pastEvery(60_000),
        Point.number("power", "Power", "kW", 1).instrument(0, 30).normal(0.5, 16).pastEvery(10_000),
        Point.number("coolant_temp", "Coolant temperature", "Cel", 1)
            .instrument(0, 60)
            .normal(18, 30)
            .alarm(Range.upTo(35))
            .pastEvery(60_000),
        Point.number("spindle_vibration", "Spindle vibration", "mm/s", 2)
            .instrument(0, 20)
            .normal(0, 3.5)
            .alarm(Range.upTo(4.5))
            .pastEvery(60_000));
  }

  private static List<Point> cycle() {
    return List.of(
        Point.number("cycle_time", "Cycle time", "s", 1).instrument(0, 900).normal(110, 140),
        Point.number("tool_wear", "Tool wear", "%", 1)
            .instrument(0, 120)
            .normal(0, 100)
            .alarm(Range.upTo(105)));
  }

  private static List<Point> counters() {
    return List.of(
        Point.counter("parts_good", "Good parts", "{piece}", 0).pastEvery(60_000),
        Point.counter("parts_scrap", "Scrap", "{piece}", 0).pastEvery(60_000));
  }

  private static List<Point> status() {
    return List.of(
        Foundry.state(),
        Foundry.stopReason(),
        Point.text("program", "Program"),
        Point.number("tool_number", "Tool number", "", 0));
  }
}
