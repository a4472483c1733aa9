package io.millrace.demo.plant;

import java.util.List;

/** Trim presses, the washing machine and the leak tester. */
final class Finishing {
  private Finishing() {}

  static void addTo(List<Asset> assets, List<Channel> channels) {
    for (int i = 1; i <= 2; i++) {
      addTrimPress(i, assets, channels);
    }
    addWash(assets, channels);
    addLeakTest(assets, channels);
  }

  private static void addTrimPress(int i, List<Asset> assets, List<Channel> channels) {
    String key = "trim-" + i;
    assets.add(
        new Asset(
            key,
            "Trim " + i,
            "T" + i,
            "trim-press",
            Foundry.TRIM,
            new Place(264, 18 + (i - 1) * 44, 34, 34),
            new Machine(i == 1 ? Foundry.ALWAYS : Foundry.DAY_ONLY, true, 17_000, 19_000, 2)));
    String topic = "foundry/trim/" + key + "/";
    channels.add(gateway5(key, topic + "process", Foundry.every(1), press()));
    channels.add(
        gateway5(
            key,
            topic + "cycle",
            Foundry.perCycle(),
            List.of(
                Point.number("cycle_time", "Cycle time", "s", 1)
                    .instrument(0, 300)
                    .normal(16, 24))));
    channels.add(gateway5(key, topic + "counters", Foundry.every(10), parts()));
    channels.add(gateway5(key, topic + "status", Foundry.onChange(), status()));
  }

  private static void addWash(List<Asset> assets, List<Channel> channels) {
    String key = "wash-1";
    assets.add(
        new Asset(
            key,
            "Wash 1",
            "W1",
            "wash",
            Foundry.FINISHING,
            new Place(14, 128, 44, 32),
            new Machine(Foundry.ALWAYS, false, 170_000, 180_000, 24)));
    String topic = "foundry/finishing/" + key + "/";
    channels.add(gateway5(key, topic + "process", Foundry.every(5), bath()));
    channels.add(
        gateway5(
            key,
            topic + "counters",
            Foundry.every(60),
            List.of(
                Point.counter("baskets", "Baskets", "{basket}", 0),
                Point.counter("parts_good", "Good parts", "{piece}", 0))));
    channels.add(gateway5(key, topic + "status", Foundry.onChange(), status()));
  }

  private static void addLeakTest(List<Asset> assets, List<Channel> channels) {
    String key = "leak-test-1";
    assets.add(
        new Asset(
            key,
            "Leak test 1",
            "L1",
            "leak-test",
            Foundry.FINISHING,
            new Place(312, 18, 46, 34),
            new Machine(Foundry.DAY_AND_WEEKEND, true, 25_000, 28_000, 1)));
    String topic = "foundry/finishing/" + key + "/";
    channels.add(leakTester(key, topic + "test", Foundry.perCycle(), test()));
    channels.add(leakTester(key, topic + "counters", Foundry.every(10), parts()));
    channels.add(leakTester(key, topic + "status", Foundry.onChange(), status()));
  }

  private static Channel gateway5(String key, String topic, Emission emission, List<Point> points) {
    return new Channel("GW-05", key, topic, Payload.VALUES_ARRAY, emission, points);
  }

  private static Channel leakTester(
      String key, String topic, Emission emission, List<Point> points) {
    return new Channel("GW-06", key, topic, Payload.VALUES, emission, points);
  }

  private static List<Point> press() {
    return List.of(
        Point.number("press_force", "Press force", "kN", 0).instrument(0, 600).pastEvery(60_000),
        Point.number("power", "Power", "kW", 1).instrument(0, 20).normal(0.5, 12).pastEvery(10_000),
        Point.number("hydraulic_oil_temp", "Hydraulic oil", "Cel", 1)
            .instrument(0, 100)
            .normal(30, 52)
            .alarm(Range.upTo(60))
            .pastEvery(60_000));
  }

  private static List<Point> bath() {
    return List.of(
        Point.number("bath_temp", "Bath temperature", "Cel", 1)
            .instrument(0, 100)
            .normal(55, 65)
            .alarm(new Range(50, 70))
            .pastEvery(60_000),
        Point.number("rinse_conductivity", "Rinse conductivity", "uS/cm", 0)
            .instrument(0, 2000)
            .normal(40, 320)
            .alarm(Range.upTo(400))
            .pastEvery(60_000),
        Point.number("pump_pressure", "Pump pressure", "bar", 2)
            .instrument(0, 10)
            .normal(0, 4.5)
            .pastEvery(60_000),
        Point.number("bath_level", "Bath level", "%", 0)
            .instrument(0, 100)
            .normal(70, 96)
            .alarm(Range.from(60))
            .pastEvery(60_000),
        Point.number("power", "Power", "kW", 1).instrument(0, 30).normal(0.5, 24).pastEvery(10_000),
        Point.number("dryer_temp", "Dryer temperature", "Cel", 0)
            .instrument(0, 200)
            .normal(20, 120)
            .pastEvery(60_000));
  }

  private static List<Point> test() {
    return List.of(
        Point.number("leak_rate", "Leak rate", "mL/min", 2)
            .instrument(0, 50)
            .normal(0, 2)
            .alarm(Range.upTo(2.5)),
        Point.number("test_pressure", "Test pressure", "bar", 3).instrument(0, 10).normal(1.9, 2.1),
        Point.word("result", "Result", "test-result", TestResult.values()),
        Point.text("serial", "Serial number"),
        Point.number("cycle_time", "Cycle time", "s", 1).instrument(0, 300).normal(24, 34));
  }

  private static List<Point> parts() {
    return List.of(
        Point.counter("parts_good", "Good parts", "{piece}", 0).pastEvery(60_000),
        Point.counter("parts_scrap", "Scrap", "{piece}", 0).pastEvery(60_000));
  }

  private static List<Point> status() {
    return List.of(Foundry.state(), Foundry.stopReason());
  }
}
