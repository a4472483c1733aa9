package io.millrace.demo.physics;

/** A row of throws with one seed, for plans that are drawn in order. Not thread-safe. */
public final class DiceCup {
  private final long seed;
  private long throwsSoFar;

  /** A cup whose throws depend on the seed alone. */
  public DiceCup(long seed) {
    this.seed = seed;
  }

  /** Uniform in [low, high). */
  public double between(double low, double high) {
    return Dice.between(low, high, seed, throwsSoFar++);
  }

  /** True with the given probability. */
  public boolean chance(double probability) {
    return Dice.unit(seed, throwsSoFar++) < probability;
  }

  /** One of 0 to {@code bound - 1}. */
  public int below(int bound) {
    return (int) (Dice.unit(seed, throwsSoFar++) * bound);
  }

  /** Roughly normal, see {@link Dice#gauss}. */
  public double gauss() {
    return Dice.gauss(seed, throwsSoFar++);
  }

  /** A duration between two numbers of minutes, in milliseconds. */
  public long minutesMs(double low, double high) {
    return Math.round(between(low, high) * 60_000);
  }
}
