package io.millrace.demo.physics;

/**
 * What a sensor adds to the truth: noise that differs from millisecond to millisecond.
 *
 * @param seed of this sensor
 * @param deviation standard deviation, in the sensor's unit
 */
public record Noise(long seed, double deviation) implements Signal {
  @Override
  public double at(long timeMs) {
    return deviation * Dice.gauss(seed, timeMs);
  }
}
