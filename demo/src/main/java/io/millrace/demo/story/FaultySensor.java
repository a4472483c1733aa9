package io.millrace.demo.story;

import io.millrace.demo.physics.Dice;
import java.time.Duration;

/**
 * The conductivity probe of the washing machine. Its cable gets wet now and then: then it sends
 * {@code NaN}. Every eight hours it calibrates itself for four minutes: then it sends {@code ERR}.
 *
 * @param seed of this sensor
 */
public record FaultySensor(long seed) {
  private static final long CALIBRATION_PERIOD_MS = Duration.ofHours(8).toMillis();
  private static final long CALIBRATION_MS = Duration.ofMinutes(4).toMillis();
  private static final long WINDOW_MS = Duration.ofMinutes(30).toMillis();
  private static final double WET_CHANCE = 0.04;

  /** What the probe has to say. */
  public enum Condition {
    GOOD,
    CALIBRATING,
    WET
  }

  /** How it is at an instant. */
  public Condition at(long timeMs) {
    if (Math.floorMod(timeMs, CALIBRATION_PERIOD_MS) < CALIBRATION_MS) {
      return Condition.CALIBRATING;
    }
    long window = Math.floorDiv(timeMs, WINDOW_MS);
    if (Dice.unit(seed, 2 * window) >= WET_CHANCE) {
      return Condition.GOOD;
    }
    long lastsMs = Math.round(Dice.between(60_000, 240_000, seed, 2 * window + 1));
    return Math.floorMod(timeMs, WINDOW_MS) < lastsMs ? Condition.WET : Condition.GOOD;
  }
}
