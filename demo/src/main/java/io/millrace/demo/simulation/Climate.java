package io.millrace.demo.simulation;

import io.millrace.demo.physics.Dice;
import io.millrace.demo.physics.Noise;
import io.millrace.demo.physics.Wander;
import io.millrace.demo.physics.Wave;
import io.millrace.demo.story.Scenario;
import java.time.LocalDate;

/** Weather, and the air in the hall, which follows the weather at some distance. */
final class Climate implements Model {
  private static final String HALL = "hall";
  private static final long HOUR_MS = 3_600_000;
  private static final long DOOR_WINDOW_MS = HOUR_MS / 2;

  private final Wander weather;
  private final Wander clouds;
  private final Wander humidity;
  private final Wander air;
  private final Noise noise;
  private final long doorSeed;

  Climate(Scenario scenario) {
    long seed = scenario.seedOf(HALL);
    weather = new Wander(Dice.bits(seed, 1), 2.6, 30 * HOUR_MS);
    clouds = new Wander(Dice.bits(seed, 2), 0.7, 4 * HOUR_MS);
    humidity = new Wander(Dice.bits(seed, 3), 5, 9 * HOUR_MS);
    air = new Wander(Dice.bits(seed, 4), 55, HOUR_MS);
    noise = new Noise(Dice.bits(seed, 5), 0.05);
    doorSeed = Dice.bits(seed, 6);
  }

  @Override
  public void declare(Readings readings) {
    readings.number(HALL, "outdoor_temp", t -> outdoor(t) + noise.at(t));
    readings.number(HALL, "hall_temp", t -> hall(t) - (doorOpen(t) ? 1.2 : 0) + noise.at(t + 1));
    readings.number(HALL, "hall_humidity", t -> 46 + humidity.at(t) - 0.5 * (hall(t) - 20));
    readings.number(HALL, "co2", t -> 620 + air.at(t) + 90 * Wave.daily(t, 12));
    readings.number(HALL, "dock_door_open", t -> doorOpen(t) ? 1 : 0);
  }

  @Override
  public void open(LocalDate day) {}

  /** Temperature outdoors in °C. */
  double outdoor(long timeMs) {
    return 9.5
        + 9.5 * Wave.yearly(timeMs)
        + 3.2 * Wave.daily(timeMs, 13)
        + weather.at(timeMs)
        + clouds.at(timeMs);
  }

  /** Temperature in the hall in °C; the furnaces keep it warm in winter. */
  double hall(long timeMs) {
    return 21 + 0.32 * (outdoor(timeMs - 2 * HOUR_MS) - 9.5);
  }

  private boolean doorOpen(long timeMs) {
    long window = Math.floorDiv(timeMs, DOOR_WINDOW_MS);
    if (Dice.unit(doorSeed, 2 * window) >= 0.22) {
      return false;
    }
    double opensForMs = Dice.between(120_000, 900_000, doorSeed, 2 * window + 1);
    return Math.floorMod(timeMs, DOOR_WINDOW_MS) < opensForMs;
  }
}
