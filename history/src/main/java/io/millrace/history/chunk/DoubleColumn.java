package io.millrace.history.chunk;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of doubles, as whole numbers in the {@link DoubleMapping} that takes the fewest bits.
 * What a mapping cannot represent (a NaN among decimals, a negative zero) is kept as an exception
 * with its 64 bits. Reusable; serves one thread.
 */
final class DoubleColumn {
  private static final int MAX_EXCEPTIONS = ChunkLimits.MAX_SAMPLES / 16;
  private static final int EXCEPTION_BITS = 80;
  private static final int PROBES = 32;

  /** A mapping that takes no more bits per value than this is good enough to look no further. */
  private static final int CONTENT_BITS = 14;

  private final IntegerColumn integers;
  private final long[] numbers = new long[ChunkLimits.MAX_SAMPLES];
  private final int[] exceptions = new int[MAX_EXCEPTIONS];
  private final int[] scales = new int[PROBES];
  // What the numbers and exceptions are filled for.
  private @Nullable Choice attempted;

  DoubleColumn(IntegerColumn integers) {
    this.integers = integers;
  }

  /** How the values of a column are best written, and about how many bits that takes. */
  record Choice(
      DoubleMapping mapping, int scale, int exceptions, IntegerColumn.Plan plan, long bits) {}

  /** The best mapping for the first {@code count} values, given as their bits. */
  Choice choose(long[] bits, int count) {
    boolean narrow = areBinary32(bits, count);
    DoubleMapping decimal = narrow ? DoubleMapping.DECIMAL_BINARY32 : DoubleMapping.DECIMAL;
    Choice best = attempt(decimal, commonScale(decimal, bits, count), bits, count);
    if (narrow && best == null) {
      // A whole number or a short fraction is a binary32 too, but need not have come through one.
      best =
          attempt(
              DoubleMapping.DECIMAL, commonScale(DoubleMapping.DECIMAL, bits, count), bits, count);
    }
    if (best != null && best.bits <= (long) CONTENT_BITS * count) {
      return best;
    }
    if (narrow) {
      best = less(best, attempt(DoubleMapping.BINARY32, 0, bits, count));
    }
    best = less(best, attempt(DoubleMapping.BINARY64, 0, bits, count));
    if (best == null) {
      throw new AssertionError("Every double has a 64-bit pattern.");
    }
    return best;
  }

  private static @Nullable Choice less(@Nullable Choice a, @Nullable Choice b) {
    return a == null || (b != null && b.bits < a.bits) ? b : a;
  }

  private @Nullable Choice attempt(DoubleMapping mapping, int scale, long[] bits, int count) {
    if (scale > DoubleMapping.MAX_SCALE) {
      return null;
    }
    int missed = mapping.toNumbers(bits, count, scale, numbers, exceptions);
    if (missed == DoubleMapping.TOO_MANY || missed > Math.max(1, count / 16)) {
      return null;
    }
    fillExceptions(missed);
    IntegerColumn.Plan plan = integers.plan(numbers, count);
    attempted =
        new Choice(mapping, scale, missed, plan, plan.bits() + (long) EXCEPTION_BITS * missed);
    return attempted;
  }

  /** Writes the values for which the choice was made just before. */
  void encode(Choice choice, long[] bits, int count, BitOutput out) {
    int missed = choice.exceptions;
    if (!choice.equals(attempted)) {
      choice.mapping.toNumbers(bits, count, choice.scale, numbers, exceptions);
      fillExceptions(missed);
    }
    if (choice.mapping.isDecimal()) {
      out.uint8(choice.scale);
    }
    out.unsigned(missed);
    int last = 0;
    for (int e = 0; e < missed; e++) {
      out.unsigned(exceptions[e] - last);
      out.int64(bits[exceptions[e]]);
      last = exceptions[e];
    }
    integers.encode(choice.plan, numbers, count, out);
  }

  void decode(DoubleMapping mapping, BitInput in, long[] bits, int count) {
    int scale = mapping.isDecimal() ? in.uint8() : 0;
    if (scale > DoubleMapping.MAX_SCALE) {
      throw Damage.of("a decimal scale is " + scale);
    }
    int missed = in.count(0, Math.min(MAX_EXCEPTIONS, count), "the count of exceptions");
    int index = 0;
    for (int e = 0; e < missed; e++) {
      index += in.count(0, count - 1 - index, "an exception's index");
      exceptions[e] = index;
      numbers[e] = in.int64();
    }
    long[] patterns = Arrays.copyOf(numbers, missed);
    integers.decode(in, bits, count);
    mapping.toBits(bits, count, scale);
    for (int e = 0; e < missed; e++) {
      bits[exceptions[e]] = patterns[e];
    }
  }

  /** Exceptions repeat a neighbour's number, so that they do not disturb the prediction. */
  private void fillExceptions(int missed) {
    int leading = 0;
    while (leading < missed && exceptions[leading] == leading) {
      leading++;
    }
    for (int e = leading; e < missed; e++) {
      numbers[exceptions[e]] = numbers[exceptions[e] - 1];
    }
    Arrays.fill(numbers, 0, leading, numbers[leading]);
  }

  private static boolean areBinary32(long[] bits, int count) {
    int probed = Math.min(PROBES, count);
    int narrow = 0;
    for (int p = 0; p < probed; p++) {
      double value = Double.longBitsToDouble(bits[(int) ((long) p * count / probed)]);
      narrow += (double) (float) value == value ? 1 : 0;
    }
    return narrow * 16 >= probed * 15;
  }

  /** The least scale that fits nearly all of some values; too large if there is none. */
  private int commonScale(DoubleMapping decimal, long[] bits, int count) {
    int probed = Math.min(PROBES, count);
    for (int p = 0; p < probed; p++) {
      double value = Double.longBitsToDouble(bits[(int) ((long) p * count / probed)]);
      scales[p] = decimal.scaleOf(value);
    }
    Arrays.sort(scales, 0, probed);
    return scales[probed - 1 - probed / 16];
  }
}
