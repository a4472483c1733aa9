package io.millrace.demo.physics;

import java.util.Arrays;

/**
 * A stock that rises and falls at rates that change at known instants, such as the metal in a
 * furnace or a worn tool's edge: straight pieces, and jumps where a piece begins elsewhere than the
 * last one ended.
 */
public final class Level implements Signal {
  private static final int INITIAL_CAPACITY = 64;

  private long[] startMs = new long[INITIAL_CAPACITY];
  private double[] startValue = new double[INITIAL_CAPACITY];
  private double[] ratePerMs = new double[INITIAL_CAPACITY];
  private int pieces;
  private int hint;

  /** A stock that stays at a value from an instant on. */
  public Level(long fromMs, double value) {
    startMs[0] = fromMs;
    startValue[0] = value;
    pieces = 1;
  }

  /**
   * From an instant on it changes at another rate.
   *
   * @param fromMs not before the instant of the previous call
   * @param newRatePerMs change per millisecond
   */
  public void rate(long fromMs, double newRatePerMs) {
    begin(fromMs, valueIn(pieces - 1, fromMs), newRatePerMs);
  }

  /** At an instant it jumps to a value and changes from there at a rate per millisecond. */
  public void begin(long fromMs, double value, double newRatePerMs) {
    int last = pieces - 1;
    if (fromMs < startMs[last]) {
      throw new IllegalArgumentException(
          "A level's pieces ascend: " + fromMs + " ms is before " + startMs[last] + " ms.");
    }
    int next = fromMs == startMs[last] ? last : pieces++;
    if (next == startMs.length) {
      int capacity = next * 2;
      startMs = Arrays.copyOf(startMs, capacity);
      startValue = Arrays.copyOf(startValue, capacity);
      ratePerMs = Arrays.copyOf(ratePerMs, capacity);
    }
    startMs[next] = fromMs;
    startValue[next] = value;
    ratePerMs[next] = newRatePerMs;
  }

  @Override
  public double at(long timeMs) {
    int i = hint;
    if (timeMs < startMs[i]) {
      i = 0;
    }
    while (i + 1 < pieces && startMs[i + 1] <= timeMs) {
      i++;
    }
    hint = i;
    return valueIn(i, timeMs);
  }

  private double valueIn(int piece, long timeMs) {
    return startValue[piece] + ratePerMs[piece] * (timeMs - startMs[piece]);
  }
}
