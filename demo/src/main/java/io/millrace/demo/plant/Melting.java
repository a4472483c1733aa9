package io.millrace.demo.plant;

import java.util.List;

/**
 * Two electric furnaces that melt ingots and hold the metal for three die-casting machines each.
 */
final class Melting {
  private Melting() {}

  static void addTo(List<Asset> assets, List<Channel> channels) {
    for (int i = 1; i <= 2; i++) {
      String key = "furnace-" + i;
      assets.add(
          new Asset(
              key,
              "Furnace " + i,
              "F" + i,
              "furnace",
              Foundry.MELTING,
              new Place(14, 18 + (i - 1) * 44, 44, 34),
              new Machine(Foundry.ALWAYS, false, 0, 0, 0)));
      String topic = "foundry/melting/" + key + "/";
      channels.add(channel(key, topic + "process", Foundry.every(1), process()));
      channels.add(channel(key, topic + "counters", Foundry.every(60), counters()));
      channels.add(channel(key, topic + "status", Foundry.onChange(), status()));
    }
  }

  private static Channel channel(String key, String topic, Emission emission, List<Point> points) {
    return new Channel("GW-01", key, topic, Payload.VALUES, emission, points);
  }

  private static List<Point> process() {
    return List.of(
        Point.number("melt_temp", "Melt temperature", "Cel", 1)
            .instrument(0, 1000)
            .normal(660, 700)
            .alarm(new Range(645, 730))
            .pastEvery(10_000),
        Point.number("melt_setpoint", "Melt set-point", "Cel", 0)
            .instrument(0, 1000)
            .pastEvery(60_000),
        Point.number("wall_temp", "Wall temperature", "Cel", 0)
            .instrument(0, 200)
            .normal(45, 75)
            .alarm(Range.upTo(95))
            .pastEvery(60_000),
        Point.number("power", "Power", "kW", 1).instrument(0, 80).normal(8, 66).pastEvery(10_000),
        Point.number("metal_level", "Metal in furnace", "kg", 0)
            .instrument(0, 420)
            .normal(270, 410)
            .alarm(Range.from(220))
            .pastEvery(60_000));
  }

  private static List<Point> counters() {
    return List.of(
        Point.counter("charges", "Charges", "{charge}", 0),
        Point.counter("metal_charged", "Metal charged", "kg", 0));
  }

  private static List<Point> status() {
    return List.of(
        Foundry.state(),
        Foundry.stopReason(),
        Point.flag("lid_open", "Lid open"),
        Point.text("alloy", "Alloy"));
  }
}
