package io.millrace.demo.physics;

/**
 * e<sup>-x</sup> for x ≥ 0 from a table, within 3e-9: the same bits on every machine and several
 * times as fast as {@link StrictMath#exp}, which fills the table.
 */
public final class Decay {
  private static final int STEPS_PER_UNIT = 64;
  private static final int LIMIT = 40; // e^-40 is nothing beside any quantity of a plant
  private static final double[] TABLE = table();

  private Decay() {}

  private static double[] table() {
    double[] table = new double[LIMIT * STEPS_PER_UNIT + 1];
    for (int i = 0; i < table.length; i++) {
      table[i] = StrictMath.exp(-(double) i / STEPS_PER_UNIT);
    }
    return table;
  }

  /** What is left of 1 after {@code x} time constants; 1 for negative {@code x}. */
  public static double after(double x) {
    if (x <= 0) {
      return 1;
    }
    if (x >= LIMIT) {
      return 0;
    }
    int i = (int) (x * STEPS_PER_UNIT);
    double rest = x - (double) i / STEPS_PER_UNIT;
    return TABLE[i] * (1 - rest * (1 - rest * (0.5 - rest / 6)));
  }
}
