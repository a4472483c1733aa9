package io.millrace.history.chunk;

import io.millrace.history.chunk.ChunkStatistics.OfNumbers;
import io.millrace.model.sample.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * That part of statistics that looks at values one after the other. A question with many buckets
 * spends most of its time here, so it reads the columns and nothing else.
 */
final class NumberFold {
  private static final double SECONDS_PER_NS = 1e-9;
  private static final int NONE = -1;

  private final long[] times;
  private final long[] bits;
  private int usable;
  private long coveredNs;
  // Indexes of samples.
  private int first = NONE;
  private int last = NONE;
  private int min = NONE;
  private int max = NONE;
  private double sum;
  private double increase;
  private double stepped;
  private double linear;

  private NumberFold(Samples samples) {
    this.times = samples.times();
    this.bits = samples.bits();
  }

  static NumberFold of(Samples samples, int from, int to) {
    NumberFold fold = new NumberFold(samples);
    switch (samples.kind()) {
      case DOUBLE -> fold.doubles(samples.qualities(), from, to);
      case INT64 -> fold.integers(samples.qualities(), from, to, ValueKind.INT64);
      case UINT64 -> fold.integers(samples.qualities(), from, to, ValueKind.UINT64);
      case BOOLEAN, ENUMERATION, TEXT, RECORD -> fold.states(samples.qualities(), from, to);
    }
    return fold;
  }

  /** Sums in local variables, which the compiler can keep in registers. */
  private void doubles(int[] qualities, int from, int to) {
    int count = 0;
    int latest = NONE;
    long covered = 0;
    double before = 0;
    double total = 0;
    double rise = 0;
    double held = 0;
    double straight = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      double value = Double.longBitsToDouble(bits[i]);
      boolean isUsable = qualities[i] >= 0 && Math.abs(value) <= Double.MAX_VALUE;
      if (latest >= 0 && latest == i - 1) {
        long interval = times[i] - times[i - 1];
        double seconds = interval * SECONDS_PER_NS;
        covered += interval;
        held += before * seconds;
        straight += (before * 0.5 + (isUsable ? value : before) * 0.5) * seconds;
      }
      if (isUsable) {
        if (latest == NONE) {
          first = i;
        } else {
          rise += value >= before ? value - before : Math.max(0, value);
        }
        if (value < least) {
          least = value;
          min = i;
        }
        if (value > greatest) {
          greatest = value;
          max = i;
        }
        total += value;
        before = value;
        latest = i;
        count++;
      }
    }
    usable = count;
    last = latest;
    coveredNs = covered;
    sum = total;
    increase = rise;
    stepped = held;
    linear = straight;
  }

  private void integers(int[] qualities, int from, int to, ValueKind kind) {
    double before = 0;
    for (int i = from; i < to; i++) {
      boolean isUsable = qualities[i] >= 0;
      double value = Numbers.toDouble(kind, bits[i]);
      if (i > from && last == i - 1) {
        cover(i, before, isUsable ? value : before);
      }
      if (isUsable) {
        if (first == NONE) {
          first = min = max = i;
        } else {
          increase += Numbers.increase(kind, bits[last], bits[i]);
          min = Numbers.compare(kind, bits[i], bits[min]) < 0 ? i : min;
          max = Numbers.compare(kind, bits[i], bits[max]) > 0 ? i : max;
        }
        use(i, value);
        before = value;
      }
    }
  }

  private void states(int[] qualities, int from, int to) {
    for (int i = from; i < to; i++) {
      if (i > from && last == i - 1) {
        coveredNs += times[i] - times[i - 1];
      }
      if (qualities[i] >= 0) {
        last = i;
        usable++;
      }
    }
  }

  private void cover(int i, double before, double value) {
    long interval = times[i] - times[i - 1];
    double seconds = interval * SECONDS_PER_NS;
    coveredNs += interval;
    stepped += before * seconds;
    linear += (before * 0.5 + value * 0.5) * seconds;
  }

  private void use(int i, double value) {
    last = i;
    usable++;
    sum += value;
  }

  int usableCount() {
    return usable;
  }

  long coveredNs() {
    return coveredNs;
  }

  /** Null unless the kind is numeric and something is usable. */
  @Nullable OfNumbers result() {
    return first == NONE
        ? null
        : new OfNumbers(
            bits[min],
            times[min],
            bits[max],
            times[max],
            bits[first],
            bits[last],
            sum,
            increase,
            stepped,
            linear);
  }
}
