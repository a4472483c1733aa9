package io.millrace.demo.physics;

import java.util.Arrays;

/**
 * A quantity that goes towards a target with first-order lag, where the target and the time
 * constant change at known instants: the exact solution of {@code dy/dt = (target - y) / tau} on
 * each piece, hence computable at any instant. A time constant of 0 makes it jump.
 */
public final class Track implements Signal {
  private static final int INITIAL_CAPACITY = 64;

  private long[] startMs = new long[INITIAL_CAPACITY];
  private double[] startValue = new double[INITIAL_CAPACITY];
  private double[] target = new double[INITIAL_CAPACITY];
  private double[] tauMs = new double[INITIAL_CAPACITY];
  private int pieces;
  private int hint;

  /** A quantity that rests at a value from an instant on. */
  public Track(long fromMs, double value) {
    startMs[0] = fromMs;
    startValue[0] = value;
    target[0] = value;
    pieces = 1;
  }

  /**
   * From an instant on it goes towards another target.
   *
   * @param fromMs not before the instant of the previous call
   * @param newTarget in the quantity's unit
   * @param newTauMs time constant in milliseconds; 0 to jump
   */
  public void towards(long fromMs, double newTarget, double newTauMs) {
    int last = pieces - 1;
    if (fromMs < startMs[last]) {
      throw new IllegalArgumentException(
          "A track's pieces ascend: " + fromMs + " ms is before " + startMs[last] + " ms.");
    }
    if (newTarget == target[last] && newTauMs == tauMs[last]) {
      return;
    }
    double value = valueIn(last, fromMs);
    int next = fromMs == startMs[last] ? last : pieces++;
    if (next == startMs.length) {
      grow();
    }
    startMs[next] = fromMs;
    startValue[next] = newTauMs == 0 ? newTarget : value;
    target[next] = newTarget;
    tauMs[next] = newTauMs;
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
    double tau = tauMs[piece];
    if (tau == 0) {
      return target[piece];
    }
    double left = Decay.after((timeMs - startMs[piece]) / tau);
    return target[piece] + (startValue[piece] - target[piece]) * left;
  }

  private void grow() {
    int capacity = startMs.length * 2;
    startMs = Arrays.copyOf(startMs, capacity);
    startValue = Arrays.copyOf(startValue, capacity);
    target = Arrays.copyOf(target, capacity);
    tauMs = Arrays.copyOf(tauMs, capacity);
  }
}
