package io.millrace.pipeline.format.scan;

/**
 * The double nearest to w × 10<sup>q</sup>, ties to even, for 64-bit w, without allocation and
 * without a slow path: the Eisel-Lemire algorithm (Lemire, "Number parsing at a gigabyte per
 * second", Software: Practice and Experience 51, 2021, algorithm 1; that no fallback is needed:
 * Mushtak and Lemire, "Fast number parsing without fallback", 2023).
 */
final class DecimalToDouble {
  private static final int MANTISSA_BITS = 52;
  private static final int EXPONENT_BIAS = 1023;
  private static final int INFINITE_EXPONENT = 0x7FF;
  private static final int SPARE_BITS = MANTISSA_BITS + 3;
  private static final long HIDDEN_BIT = 1L << MANTISSA_BITS;
  private static final long INFINITY = (long) INFINITE_EXPONENT << MANTISSA_BITS;

  /** Only in this range of q can w × 10^q lie exactly between two doubles. */
  private static final int TIE_FROM = -4;

  private static final int TIE_TO = 23;

  private DecimalToDouble() {}

  /**
   * Bits of the nearest double, without sign.
   *
   * @param w unsigned
   */
  static long bits(long w, int q) {
    if (w == 0 || q < PowersOfFive.SMALLEST) {
      return 0;
    }
    if (q > PowersOfFive.GREATEST) {
      return INFINITY;
    }
    int leadingZeros = Long.numberOfLeadingZeros(w);
    long normal = w << leadingZeros;
    long high = Math.unsignedMultiplyHigh(normal, PowersOfFive.high(q));
    long low = normal * PowersOfFive.high(q);
    long mask = -1L >>> SPARE_BITS;
    if ((high & mask) == mask) {
      long more = Math.unsignedMultiplyHigh(normal, PowersOfFive.low(q));
      low += more;
      if (Long.compareUnsigned(more, low) > 0) {
        high++;
      }
    }
    int upperBit = (int) (high >>> 63);
    int shift = upperBit + Long.SIZE - SPARE_BITS;
    long mantissa = high >>> shift;
    int exponent = binaryExponent(q) + upperBit - leadingZeros + EXPONENT_BIAS;
    if (exponent <= 0) {
      return subnormal(mantissa, exponent);
    }
    boolean exactTie = low >= 0 && low <= 1 && q >= TIE_FROM && q <= TIE_TO && (mantissa & 3) == 1;
    if (exactTie && mantissa << shift == high) {
      mantissa &= ~1; // to even: down
    }
    mantissa = (mantissa + (mantissa & 1)) >>> 1;
    if (mantissa >= 2 * HIDDEN_BIT) {
      mantissa = HIDDEN_BIT;
      exponent++;
    }
    return exponent >= INFINITE_EXPONENT
        ? INFINITY
        : (long) exponent << MANTISSA_BITS | (mantissa & ~HIDDEN_BIT);
  }

  private static long subnormal(long mantissa, int exponent) {
    int shift = 1 - exponent;
    if (shift >= Long.SIZE) {
      return 0;
    }
    long shifted = mantissa >>> shift;
    long rounded = (shifted + (shifted & 1)) >>> 1;
    return rounded; // when it reaches the hidden bit, that bit is the exponent 1
  }

  /** floor(log2(10^q)) + 63, for all q of the table. */
  private static int binaryExponent(int q) {
    return ((217_706 * q) >> 16) + 63;
  }
}
