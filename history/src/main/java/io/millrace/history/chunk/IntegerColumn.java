package io.millrace.history.chunk;

import java.util.Arrays;

/**
 * A column of 64-bit whole numbers: a prediction for each (none, the one before plus a step, or a
 * straight line through the two before), and what the prediction missed in Golomb-Rice code with a
 * parameter per block of 128. Sums and differences wrap around, so every pattern of bits is exact.
 *
 * <p>Rice code comes within a tenth of a bit or so of the entropy of what sensors' noise leaves
 * over, which packing to the widest number of a block does not. Reusable; serves one thread.
 */
final class IntegerColumn {
  private static final int BLOCK = 128;
  private static final int ORDER_MASK = 0x03;
  private static final int EXACT = 0x10;
  private static final int MAX_PARAMETER = 63;
  private static final int FLAGGED = 64;
  private static final int ALL_ZERO = 128;
  private static final int STEP_PROBES = 63;
  private static final int ESCAPE_COST = 30;

  private final long[] misses = new long[ChunkLimits.MAX_SAMPLES];
  private final long[] probes = new long[STEP_PROBES];

  /** Writes the first {@code count} values, at least one. */
  void encode(long[] values, int count, BitOutput out) {
    encode(plan(values, count), values, count, out);
  }

  /** Writes the first {@code count} values as planned for them. */
  void encode(Plan plan, long[] values, int count, BitOutput out) {
    int missCount = predict(values, count, plan);
    boolean exact = isZero(misses, 0, missCount);
    out.uint8(plan.order | (exact ? EXACT : 0));
    out.signed(plan.order == 0 ? plan.base : values[0]);
    if (plan.order == 1) {
      out.signed(plan.step);
    } else if (plan.order == 2) {
      out.signed(count > 1 ? values[1] - values[0] : 0);
    }
    if (!exact) {
      for (int from = 0; from < missCount; from += BLOCK) {
        encodeBlock(from, Math.min(from + BLOCK, missCount), out);
      }
      out.align();
    }
  }

  /** Reads {@code count} values, at least one, and leaves the input aligned. */
  void decode(BitInput in, long[] values, int count) {
    int head = in.uint8();
    int order = head & ORDER_MASK;
    if ((head & ~(ORDER_MASK | EXACT)) != 0 || order > 2) {
      throw Damage.of("a column of numbers begins with the unknown byte " + head);
    }
    long first = in.signed();
    long step = order == 0 ? 0 : in.signed();
    int missCount = count - Math.min(order, count);
    if ((head & EXACT) != 0) {
      Arrays.fill(misses, 0, missCount, 0);
    } else {
      for (int from = 0; from < missCount; from += BLOCK) {
        decodeBlock(in, from, Math.min(from + BLOCK, missCount));
      }
      in.align();
    }
    switch (order) {
      case 0 -> restoreOffsets(first, values, count);
      case 1 -> restoreSteps(first, step, values, count);
      default -> restoreLines(first, step, values, count);
    }
  }

  private void restoreOffsets(long base, long[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = base + misses[i];
    }
  }

  private void restoreSteps(long first, long step, long[] values, int count) {
    long value = first;
    values[0] = value;
    for (int i = 1; i < count; i++) {
      value += step + BitInput.unzigzag(misses[i - 1]);
      values[i] = value;
    }
  }

  private void restoreLines(long first, long step, long[] values, int count) {
    values[0] = first;
    if (count > 1) {
      values[1] = first + step;
    }
    long slope = step;
    long value = first + step;
    for (int i = 2; i < count; i++) {
      slope += BitInput.unzigzag(misses[i - 2]);
      value += slope;
      values[i] = value;
    }
  }

  /**
   * How a column is predicted.
   *
   * @param bits about how many it takes
   */
  record Plan(int order, long base, long step, long bits) {}

  /** How the first {@code count} values are best predicted. */
  Plan plan(long[] values, int count) {
    long least = values[0];
    for (int i = 1; i < count; i++) {
      least = Math.min(least, values[i]);
    }
    long step = commonStep(values, count);
    long offsetBits = width(values[0] - least);
    long stepBits = 0;
    long lineBits = 0;
    long lastDelta = 0;
    for (int i = 1; i < count; i++) {
      long delta = values[i] - values[i - 1];
      offsetBits += width(values[i] - least);
      stepBits += width(BitOutput.zigzag(delta - step));
      lineBits +=
          i == 1 ? width(BitOutput.zigzag(delta)) : width(BitOutput.zigzag(delta - lastDelta));
      lastDelta = delta;
    }
    if (stepBits <= offsetBits && stepBits <= lineBits) {
      return new Plan(1, 0, step, stepBits + count);
    }
    return lineBits < offsetBits
        ? new Plan(2, 0, 0, lineBits + count)
        : new Plan(0, least, 0, offsetBits + count);
  }

  /** The median of some differences: the sampling period of a column of times, for example. */
  private long commonStep(long[] values, int count) {
    if (count < 2) {
      return 0;
    }
    int probed = Math.min(STEP_PROBES, count - 1);
    for (int p = 0; p < probed; p++) {
      int i = 1 + (int) ((long) p * (count - 1) / probed);
      probes[p] = values[i] - values[i - 1];
    }
    Arrays.sort(probes, 0, probed);
    return probes[probed / 2];
  }

  private int predict(long[] values, int count, Plan plan) {
    return switch (plan.order) {
      case 0 -> {
        for (int i = 0; i < count; i++) {
          misses[i] = values[i] - plan.base;
        }
        yield count;
      }
      case 1 -> {
        for (int i = 1; i < count; i++) {
          misses[i - 1] = BitOutput.zigzag(values[i] - values[i - 1] - plan.step);
        }
        yield count - 1;
      }
      default -> {
        for (int i = 2; i < count; i++) {
          long slope = values[i - 1] - values[i - 2];
          misses[i - 2] = BitOutput.zigzag(values[i] - values[i - 1] - slope);
        }
        yield Math.max(0, count - 2);
      }
    };
  }

  private void encodeBlock(int from, int to, BitOutput out) {
    int zeros = 0;
    double sum = 0;
    for (int i = from; i < to; i++) {
      long u = misses[i];
      zeros += u == 0 ? 1 : 0;
      sum += u >= 0 ? u : 0x1p63;
    }
    int count = to - from;
    if (zeros == count) {
      out.bits(ALL_ZERO, Byte.SIZE);
      return;
    }
    int k = bestParameter(from, to, sum / count, 0);
    if (zeros > count / 4) {
      long plain = cost(from, to, k, 0) + (long) count * (k + 1);
      int nonZero = count - zeros;
      int flaggedK = bestParameter(from, to, sum / nonZero - 1, 1);
      long flagged = cost(from, to, flaggedK, 1) + (long) nonZero * (flaggedK + 1) + count;
      if (flagged < plain) {
        out.bits(FLAGGED + flaggedK, Byte.SIZE);
        writeFlagged(from, to, flaggedK, out);
        return;
      }
    }
    out.bits(k, Byte.SIZE);
    for (int i = from; i < to; i++) {
      writeRice(misses[i], k, out);
    }
  }

  private void writeFlagged(int from, int to, int k, BitOutput out) {
    for (int i = from; i < to; i++) {
      if (misses[i] == 0) {
        out.bits(0, 1);
      } else {
        out.bits(1, 1);
        writeRice(misses[i] - 1, k, out);
      }
    }
  }

  private static void writeRice(long u, int k, BitOutput out) {
    long quotient = u >>> k;
    if (quotient >= 0 && quotient < BitInput.ESCAPE) {
      out.bits(1, (int) quotient + 1);
      if (k > 0) {
        out.bits(u & (-1L >>> (Long.SIZE - k)), k);
      }
      return;
    }
    int length = Math.max(1, width(u));
    out.bits(0, BitInput.ESCAPE);
    out.bits(length - 1, BitInput.ESCAPE_LENGTH_BITS);
    out.bits(u, length);
  }

  private void decodeBlock(BitInput in, int from, int to) {
    int head = (int) in.bits(Byte.SIZE);
    if (head == ALL_ZERO) {
      Arrays.fill(misses, from, to, 0);
    } else if (head < ALL_ZERO) {
      in.rice(misses, from, to, head & MAX_PARAMETER, head >= FLAGGED);
    } else {
      throw Damage.of("a block of numbers begins with the unknown byte " + head);
    }
  }

  /**
   * The best of the parameters next to the one that suits a geometric distribution.
   *
   * @param less 1 if zeros are flagged and one less is coded of all others, else 0
   */
  private int bestParameter(int from, int to, double mean, int less) {
    int best = mean < 1 ? 0 : Math.min(MAX_PARAMETER - 1, Math.getExponent(mean));
    long bestCost = cost(from, to, best, less);
    // With each step up every number takes a bit more for its rest and about half its quotient.
    int coded = 0;
    for (int i = from; i < to; i++) {
      coded += misses[i] != 0 || less == 0 ? 1 : 0;
    }
    long upCost = cost(from, to, best + 1, less) + coded;
    if (upCost < bestCost) {
      return best + 1;
    }
    while (best > 0) {
      long downCost = cost(from, to, best - 1, less) - coded;
      if (downCost >= bestCost) {
        break;
      }
      best--;
      bestCost = downCost;
    }
    return best;
  }

  /** Bits of all quotients; those that would be escaped count as what an escape takes more. */
  private long cost(int from, int to, int k, int less) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      long u = misses[i];
      if (u != 0) {
        long quotient = (u - less) >>> k;
        bits += quotient >= 0 && quotient < ESCAPE_COST ? quotient : ESCAPE_COST;
      }
    }
    return bits;
  }

  private static int width(long u) {
    return Long.SIZE - Long.numberOfLeadingZeros(u);
  }

  private static boolean isZero(long[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      if (values[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
