package io.millrace.demo.physics;

/**
 * A slow, smooth wander about 0: chance at the knots of a grid, joined by a cubic that is flat at
 * the knots ("value noise").
 *
 * @param seed of this quantity
 * @param deviation standard deviation at the knots, in the quantity's unit
 * @param periodMs between knots, in milliseconds
 */
public record Wander(long seed, double deviation, long periodMs) implements Signal {
  @Override
  public double at(long timeMs) {
    long knot = Math.floorDiv(timeMs, periodMs);
    double x = (double) (timeMs - knot * periodMs) / periodMs;
    double before = Dice.gauss(seed, knot);
    double after = Dice.gauss(seed, knot + 1);
    return deviation * (before + (after - before) * x * x * (3 - 2 * x));
  }
}
