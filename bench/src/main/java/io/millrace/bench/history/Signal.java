package io.millrace.bench.history;

import java.util.SplittableRandom;

/**
 * Values of many points, made before they are needed, so that making them costs the bench little.
 */
final class Signal {
  private static final int LENGTH = 1 << 20;
  private static final int POINT_STRIDE = 7919;

  private final long[] bits = new long[LENGTH];

  private Signal() {}

  /** A slow walk in steps of a hundredth, as an instrument with two decimals shows it. */
  static Signal twoDecimals(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Signal signal = new Signal();
    long hundredths = 2150;
    for (int i = 0; i < LENGTH; i++) {
      hundredths += random.nextInt(10) < 3 ? random.nextInt(-2, 3) : 0;
      signal.bits[i] = Double.doubleToRawLongBits(hundredths / 100.0);
    }
    return signal;
  }

  /** A random walk whose values use all bits of a double. */
  static Signal fullPrecision(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Signal signal = new Signal();
    double value = 100;
    for (int i = 0; i < LENGTH; i++) {
      value += random.nextGaussian();
      signal.bits[i] = Double.doubleToRawLongBits(value);
    }
    return signal;
  }

  /** The bits of a point's value number {@code n}. */
  long bits(int point, long n) {
    return bits[(int) ((n + (long) point * POINT_STRIDE) & (LENGTH - 1))];
  }
}
