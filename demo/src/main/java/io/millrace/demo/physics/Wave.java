package io.millrace.demo.physics;

/** Sines from a table: the same bits on every machine. Within 5e-6. */
public final class Wave {
  private static final int STEPS = 1024;
  private static final double[] TABLE = table();
  private static final double MS_PER_DAY = 86_400_000;

  private Wave() {}

  private static double[] table() {
    double[] table = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      table[i] = StrictMath.sin(2 * Math.PI * i / STEPS);
    }
    return table;
  }

  /** The sine of {@code turns} full turns. */
  public static double sine(double turns) {
    double position = (turns - Math.floor(turns)) * STEPS;
    int i = (int) position;
    return TABLE[i] + (TABLE[i + 1] - TABLE[i]) * (position - i);
  }

  /** Between -1 and 1 once a day, highest at the given hour UTC. */
  public static double daily(long timeMs, double peakHourUtc) {
    return sine(timeMs / MS_PER_DAY - peakHourUtc / 24 + 0.25);
  }

  /** Between -1 and 1 once a year, highest in the middle of July. */
  public static double yearly(long timeMs) {
    return sine(timeMs / (MS_PER_DAY * 365.2425) - 0.285);
  }
}
