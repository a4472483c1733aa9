package io.millrace.demo.plant;

import java.util.List;
import java.util.Map;

/** Compressed air, cooling water, power meters and the hall's climate. */
final class Utilities {
  /** Keys and names of the sub-meters; what each measures is said in the simulation. */
  private static final Map<String, String> SUB_METERS =
      Map.of(
          "meter-melting", "Meter melting",
          "meter-die-casting", "Meter die casting",
          "meter-machining", "Meter machining",
          "meter-air", "Meter compressed air",
          "meter-building", "Meter building");

  private Utilities() {}

  static void addTo(List<Asset> assets, List<Channel> channels) {
    addCompressors(assets, channels);
    addCoolingWater(assets, channels);
    addMeters(assets, channels);
    addHall(assets, channels);
  }

  private static void addCompressors(List<Asset> assets, List<Channel> channels) {
    for (int i = 1; i <= 2; i++) {
      String key = "compressor-" + i;
      assets.add(asset(key, "Compressor " + i, "K" + i, "compressor"));
      String topic = "foundry/utilities/" + key + "/";
      channels.add(gateway7(key, topic + "process", Foundry.twiceASecond(), compressor()));
      channels.add(
          gateway7(
              key,
              topic + "counters",
              Foundry.every(60),
              List.of(Point.counter("running_hours", "Running hours", "h", 2))));
      channels.add(gateway7(key, topic + "status", Foundry.onChange(), List.of(Foundry.state())));
      channels.add(
          gateway7(
              key,
              topic + "waveform",
              Foundry.every(1800),
              List.of(
                  Point.waveform("vibration_waveform", "Vibration, waveform", "m/s2", 25_600, 8192)
                      .pastEvery(43_200_000))));
    }
    assets.add(asset("air-network", "Compressed air network", "Air", "air-network"));
    channels.add(
        gateway7(
            "air-network",
            "foundry/utilities/air-network/process",
            Foundry.every(10),
            List.of(
                Point.number("pressure", "Network pressure", "bar", 2)
                    .instrument(0, 16)
                    .normal(6.8, 7.6)
                    .alarm(Range.from(6.4)),
                Point.number("flow", "Air flow", "m3/min", 2).instrument(0, 12).normal(0.4, 6.5),
                Point.number("dew_point", "Dew point", "Cel", 1)
                    .instrument(-80, 20)
                    .normal(1, 6)
                    .alarm(Range.upTo(8))
                    .pastEvery(60_000))));
  }

  private static List<Point> compressor() {
    return List.of(
        Point.number("vibration", "Vibration", "mm/s", 2)
            .instrument(0, 25)
            .normal(0, 2.8)
            .alarm(Range.upTo(7.1))
            .pastEvery(10_000),
        Point.number("bearing_temp", "Bearing temperature", "Cel", 1)
            .instrument(0, 150)
            .normal(20, 68)
            .alarm(Range.upTo(90))
            .pastEvery(10_000),
        Point.number("outlet_temp", "Outlet temperature", "Cel", 1)
            .instrument(0, 150)
            .normal(20, 92)
            .alarm(Range.upTo(105))
            .pastEvery(60_000),
        Point.number("oil_temp", "Oil temperature", "Cel", 1)
            .instrument(0, 150)
            .normal(20, 82)
            .pastEvery(60_000),
        Point.number("motor_current", "Motor current", "A", 1)
            .instrument(0, 100)
            .normal(0, 48)
            .pastEvery(60_000),
        Point.number("power", "Power", "kW", 1).instrument(0, 40).normal(0, 26).pastEvery(10_000),
        Point.number("flow", "Delivered flow", "m3/min", 2)
            .instrument(0, 6)
            .normal(0, 3.4)
            .pastEvery(60_000),
        Point.number("speed", "Speed", "/min", 0)
            .instrument(0, 4000)
            .normal(0, 3000)
            .pastEvery(60_000));
  }

  private static void addCoolingWater(List<Asset> assets, List<Channel> channels) {
    assets.add(asset("cooling-water", "Cooling water", "CW", "cooling-water"));
    channels.add(
        gateway8(
            "cooling-water",
            List.of(
                Point.number("supply_temp", "Supply temperature", "Cel", 1)
                    .instrument(0, 60)
                    .normal(18, 27)
                    .alarm(Range.upTo(32))
                    .pastEvery(60_000),
                Point.number("return_temp", "Return temperature", "Cel", 1)
                    .instrument(0, 80)
                    .normal(18, 38)
                    .pastEvery(60_000),
                Point.number("pressure", "Supply pressure", "bar", 2)
                    .instrument(0, 10)
                    .normal(3.4, 4.4)
                    .alarm(Range.from(2.8))
                    .pastEvery(60_000),
                Point.number("flow", "Flow", "L/min", 0)
                    .instrument(0, 250)
                    .normal(70, 140)
                    .pastEvery(60_000),
                Point.number("pump_power", "Pump power", "kW", 1)
                    .instrument(0, 15)
                    .normal(2, 9)
                    .pastEvery(60_000),
                Point.number("tower_fan", "Tower fan", "%", 0).instrument(0, 100).pastEvery(60_000),
                Point.number("tank_level", "Tank level", "%", 1)
                    .instrument(0, 100)
                    .normal(60, 95)
                    .alarm(Range.from(50))
                    .pastEvery(60_000),
                Point.counter("make_up_water", "Make-up water", "m3", 2).pastEvery(60_000))));
    for (int i = 1; i <= DieCasting.MACHINES; i++) {
      String key = "valve-" + i + "1";
      assets.add(asset(key, "Valve V-" + i + "1", "V-" + i + "1", "cooling-valve"));
      channels.add(
          gateway8(
              key,
              List.of(
                  Point.number("command", "Valve command", "%", 0)
                      .instrument(0, 100)
                      .pastEvery(60_000),
                  Point.number("position", "Valve position", "%", 0)
                      .instrument(0, 100)
                      .normal(45, 80)
                      .pastEvery(60_000))));
    }
  }

  private static void addMeters(List<Asset> assets, List<Channel> channels) {
    assets.add(asset("meter-main", "Main meter", "M0", "power-meter"));
    channels.add(
        gateway9(
            "meter-main",
            List.of(
                meterPower(),
                meterEnergy(),
                Point.number("voltage", "Voltage", "V", 1)
                    .instrument(0, 500)
                    .normal(390, 410)
                    .alarm(new Range(360, 440))
                    .pastEvery(60_000),
                Point.number("current", "Current", "A", 0)
                    .instrument(0, 1500)
                    .normal(60, 850)
                    .pastEvery(60_000),
                Point.number("power_factor", "Power factor", "", 3)
                    .instrument(0, 1)
                    .normal(0.85, 0.99)
                    .pastEvery(60_000))));
    SUB_METERS.keySet().stream()
        .sorted()
        .forEach(
            key -> {
              assets.add(asset(key, SUB_METERS.getOrDefault(key, key), "M", "power-meter"));
              channels.add(gateway9(key, List.of(meterPower(), meterEnergy())));
            });
  }

  private static Point meterPower() {
    return Point.number("power", "Power", "kW", 1).instrument(0, 800).pastEvery(10_000);
  }

  private static Point meterEnergy() {
    return Point.counter("energy", "Energy", "kW.h", 2).pastEvery(60_000);
  }

  private static void addHall(List<Asset> assets, List<Channel> channels) {
    assets.add(asset("hall", "Hall", "Hall", "building"));
    List<Point> points =
        List.of(
            Point.number("hall_temp", "Hall temperature", "Cel", 1)
                .instrument(-20, 60)
                .normal(15, 32),
            Point.number("hall_humidity", "Hall humidity", "%", 0).instrument(0, 100),
            Point.number("outdoor_temp", "Outdoor temperature", "Cel", 1).instrument(-40, 60),
            Point.number("co2", "Carbon dioxide", "[ppm]", 0)
                .instrument(0, 5000)
                .normal(400, 1100)
                .alarm(Range.upTo(1500)),
            Point.flag("dock_door_open", "Dock door open"));
    channels.add(
        new Channel("GW-10", "hall", "foundry/hall", Payload.PLAIN, Foundry.every(60), points));
  }

  private static Asset asset(String key, String name, String label, String type) {
    return new Asset(key, name, label, type, Foundry.UTILITIES, null, null);
  }

  private static Channel gateway7(String key, String topic, Emission emission, List<Point> points) {
    return new Channel("GW-07", key, topic, Payload.MILLRACE, emission, points);
  }

  private static Channel gateway8(String key, List<Point> points) {
    return new Channel(
        "GW-08", key, "foundry/cooling/" + key, Payload.SENML, Foundry.every(10), points);
  }

  private static Channel gateway9(String key, List<Point> points) {
    return new Channel("GW-09", key, key, Payload.LINE_PROTOCOL, Foundry.every(10), points);
  }
}
