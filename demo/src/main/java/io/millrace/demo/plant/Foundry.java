package io.millrace.demo.plant;

import io.millrace.demo.calendar.Crew;
import io.millrace.demo.plant.Gateway.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Demo Foundry, Plant 1: 18 production machines and their utilities, 332 points. */
public final class Foundry {
  static final String MELTING = "Melting";
  static final String DIE_CASTING = "Die casting";
  static final String TRIM = "Trim";
  static final String MACHINING = "Machining";
  static final String FINISHING = "Wash and test";
  static final String UTILITIES = "Utilities";

  static final Set<Crew> DAY_ONLY = Set.of(Crew.FULL);
  static final Set<Crew> DAY_AND_NIGHT = Set.of(Crew.FULL, Crew.NIGHT);
  static final Set<Crew> DAY_AND_WEEKEND = Set.of(Crew.FULL, Crew.WEEKEND);
  static final Set<Crew> ALWAYS = Set.of(Crew.FULL, Crew.NIGHT, Crew.WEEKEND);

  private static final int SECOND_MS = 1000;
  private static final int HEARTBEAT_MS = 300 * SECOND_MS;

  private Foundry() {}

  /** The plant. */
  public static Plant plant() {
    List<Asset> assets = new ArrayList<>();
    List<Channel> channels = new ArrayList<>();
    Melting.addTo(assets, channels);
    DieCasting.addTo(assets, channels);
    Machining.addTo(assets, channels);
    Finishing.addTo(assets, channels);
    Utilities.addTo(assets, channels);
    return new Plant(
        "Demo Foundry",
        "Plant 1",
        List.of(MELTING, DIE_CASTING, TRIM, MACHINING, FINISHING, UTILITIES),
        gateways(),
        assets,
        channels);
  }

  /** Buffers last for ten minutes at least, that of GW-04 for its longest silence. */
  private static List<Gateway> gateways() {
    return List.of(
        new Gateway("GW-01", "Gateway melting", Protocol.MQTT_3, SECOND_MS, 350_000),
        new Gateway("GW-02", "Gateway die casting", Protocol.MQTT_3, SECOND_MS, 2_500_000),
        new Gateway("GW-03", "Gateway machining", Protocol.MQTT_5, SECOND_MS, 900_000),
        new Gateway("GW-04", "Gateway CNC 5", Protocol.MQTT_3, SECOND_MS, 1_000_000),
        new Gateway("GW-05", "Gateway trim and wash", Protocol.MQTT_3, 5 * SECOND_MS, 350_000),
        new Gateway("GW-06", "Leak tester", Protocol.MQTT_3, 10 * SECOND_MS, 150_000),
        new Gateway("GW-07", "Gateway compressed air", Protocol.MQTT_5, SECOND_MS, 1_000_000),
        new Gateway("GW-08", "Gateway cooling water", Protocol.MQTT_5, 10 * SECOND_MS, 200_000),
        new Gateway("GW-09", "Meter reader", Protocol.HTTP, 10 * SECOND_MS, 150_000),
        new Gateway("GW-10", "Hall climate station", Protocol.MQTT_3, 60 * SECOND_MS, 0));
  }

  /** A machine's state and why it does not run; every machine has both. */
  static Point state() {
    return Point.word("state", "State", "machine-state", MachineState.values());
  }

  static Point stopReason() {
    return Point.word("stop_reason", "Stop reason", "stop-reason", StopReason.values());
  }

  static Emission every(int seconds) {
    return new Emission.Periodic(seconds * SECOND_MS);
  }

  static Emission twiceASecond() {
    return new Emission.Periodic(SECOND_MS / 2);
  }

  static Emission perCycle() {
    return new Emission.PerCycle();
  }

  static Emission onChange() {
    return new Emission.OnChange(HEARTBEAT_MS);
  }
}
