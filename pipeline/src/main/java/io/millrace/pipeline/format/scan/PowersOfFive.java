package io.millrace.pipeline.format.scan;

import java.math.BigInteger;

/**
 * The 128 leading bits of 5<sup>q</sup> for q from -342 to 308, truncated for q ≥ 0 and rounded up
 * for q &lt; 0 (Lemire, "Number parsing at a gigabyte per second", 2021, section 5 and appendix B).
 */
final class PowersOfFive {
  static final int SMALLEST = -342;
  static final int GREATEST = 308;

  private static final int EXACT_FROM = -27;
  private static final int BITS = 128;
  private static final BigInteger FIVE = BigInteger.valueOf(5);
  private static final long[] TABLE = compute();

  private PowersOfFive() {}

  /** Bits 127 to 64. */
  static long high(int q) {
    return TABLE[2 * (q - SMALLEST)];
  }

  /** Bits 63 to 0. */
  static long low(int q) {
    return TABLE[2 * (q - SMALLEST) + 1];
  }

  private static long[] compute() {
    long[] table = new long[2 * (GREATEST - SMALLEST + 1)];
    for (int q = SMALLEST; q <= GREATEST; q++) {
      BigInteger bits = q < 0 ? reciprocal(FIVE.pow(-q), q) : leading(FIVE.pow(q));
      table[2 * (q - SMALLEST)] = bits.shiftRight(Long.SIZE).longValue();
      table[2 * (q - SMALLEST) + 1] = bits.longValue();
    }
    return table;
  }

  private static BigInteger reciprocal(BigInteger power, int q) {
    int z = power.subtract(BigInteger.ONE).bitLength(); // the least z with 2^z >= power
    int b = q >= EXACT_FROM ? z + BITS - 1 : 2 * z + BITS;
    return leading(BigInteger.ONE.shiftLeft(b).divide(power).add(BigInteger.ONE));
  }

  private static BigInteger leading(BigInteger value) {
    return value.shiftRight(value.bitLength() - BITS); // a negative shift goes left
  }
}
