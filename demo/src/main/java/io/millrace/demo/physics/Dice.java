package io.millrace.demo.physics;

/**
 * Chance as a pure function of a seed and a number: the finaliser of SplitMix64 (Steele, Lea,
 * Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, figure 16) over the two.
 * Not the JDK's generators, whose conversions to doubles may change between releases.
 */
public final class Dice {
  private static final long GOLDEN_GAMMA = 0x9e37_79b9_7f4a_7c15L;
  private static final double UNIT = 0x1.0p-53;

  private Dice() {}

  /** 64 well-mixed bits for the pair. */
  public static long bits(long seed, long n) {
    long z = seed + n * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return z ^ (z >>> 31);
  }

  /** A seed for a part of the plant, independent of those of the other parts. */
  public static long seedOf(long seed, String part) {
    long mixed = seed;
    for (int i = 0; i < part.length(); i++) {
      mixed = bits(mixed, part.charAt(i));
    }
    return bits(mixed, part.length());
  }

  /** Uniform in [0, 1). */
  public static double unit(long seed, long n) {
    return (bits(seed, n) >>> 11) * UNIT;
  }

  /** Uniform in [low, high). */
  public static double between(double low, double high, long seed, long n) {
    return low + (high - low) * unit(seed, n);
  }

  /**
   * Roughly normal with mean 0 and standard deviation 1, in steps of 1/4, within ±8: the number of
   * set bits among 64 is binomial with mean 32 and deviation 4.
   */
  public static double gauss(long seed, long n) {
    return (Long.bitCount(bits(seed, n)) - 32) * 0.25;
  }
}
