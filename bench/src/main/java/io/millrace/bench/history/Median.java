package io.millrace.bench.history;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** The middle one of several measurements. */
final class Median {
  private static final double NS_PER_MS = 1e6;

  private Median() {}

  /** The median of what is measured several times. */
  static double of(int times, DoubleSupplier measure) {
    double[] values = new double[times];
    for (int i = 0; i < times; i++) {
      values[i] = measure.getAsDouble();
    }
    Arrays.sort(values);
    return values[times / 2];
  }

  /** The median of one figure of several measurements. */
  static <T> double of(List<T> measurements, ToDoubleFunction<T> figure) {
    double[] values = measurements.stream().mapToDouble(figure).sorted().toArray();
    return values[values.length / 2];
  }

  /** The median time of an action, in milliseconds. */
  static double millisecondsOf(int times, Runnable action) {
    return of(times, () -> milliseconds(action));
  }

  /** The time of an action, in milliseconds. */
  static double milliseconds(Runnable action) {
    long begun = System.nanoTime();
    action.run();
    return (System.nanoTime() - begun) / NS_PER_MS;
  }
}
