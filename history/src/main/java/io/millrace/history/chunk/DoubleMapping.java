package io.millrace.history.chunk;

/**
 * A way to see doubles as whole numbers that lie close together when the doubles do. Exact for
 * those that it can represent; the others are exceptions of the column.
 */
enum DoubleMapping {
  /** The double is a decimal fraction: number / 10<sup>scale</sup>, as instruments report. */
  DECIMAL(1) {
    @Override
    int toNumbers(long[] bits, int count, int scale, long[] numbers, int[] exceptions) {
      double power = POWERS[scale];
      int missed = 0;
      for (int i = 0; i < count; i++) {
        long rounded = Math.round(Double.longBitsToDouble(bits[i]) * power);
        boolean exact =
            Math.abs(rounded) < MAX_EXACT && Double.doubleToRawLongBits(rounded / power) == bits[i];
        numbers[i] = rounded;
        if (!exact) {
          if (missed == exceptions.length) {
            return TOO_MANY;
          }
          exceptions[missed++] = i;
        }
      }
      return missed;
    }

    @Override
    void toBits(long[] numbers, int count, int scale) {
      double power = POWERS[scale];
      for (int i = 0; i < count; i++) {
        numbers[i] = Double.doubleToRawLongBits(numbers[i] / power);
      }
    }
  },
  /** As {@link #DECIMAL}, but it came through a binary32 on its way. */
  DECIMAL_BINARY32(2) {
    @Override
    int toNumbers(long[] bits, int count, int scale, long[] numbers, int[] exceptions) {
      double power = POWERS[scale];
      int missed = 0;
      for (int i = 0; i < count; i++) {
        long rounded = Math.round(Double.longBitsToDouble(bits[i]) * power);
        boolean exact =
            Math.abs(rounded) < MAX_EXACT
                && Double.doubleToRawLongBits((float) (rounded / power)) == bits[i];
        numbers[i] = rounded;
        if (!exact) {
          if (missed == exceptions.length) {
            return TOO_MANY;
          }
          exceptions[missed++] = i;
        }
      }
      return missed;
    }

    @Override
    void toBits(long[] numbers, int count, int scale) {
      double power = POWERS[scale];
      for (int i = 0; i < count; i++) {
        numbers[i] = Double.doubleToRawLongBits((float) (numbers[i] / power));
      }
    }
  },
  /** The double is a binary32; its bits, in the order of the values. */
  BINARY32(3) {
    @Override
    int toNumbers(long[] bits, int count, int scale, long[] numbers, int[] exceptions) {
      int missed = 0;
      for (int i = 0; i < count; i++) {
        float narrow = (float) Double.longBitsToDouble(bits[i]);
        int narrowBits = Float.floatToRawIntBits(narrow);
        numbers[i] = narrowBits ^ ((narrowBits >> 31) & Integer.MAX_VALUE);
        if (Double.doubleToRawLongBits(narrow) != bits[i]) {
          if (missed == exceptions.length) {
            return TOO_MANY;
          }
          exceptions[missed++] = i;
        }
      }
      return missed;
    }

    @Override
    void toBits(long[] numbers, int count, int scale) {
      for (int i = 0; i < count; i++) {
        int ordered = (int) numbers[i];
        int narrowBits = ordered ^ ((ordered >> 31) & Integer.MAX_VALUE);
        numbers[i] = Double.doubleToRawLongBits(Float.intBitsToFloat(narrowBits));
      }
    }
  },
  /** Any double; its bits, in the order of the values. */
  BINARY64(4) {
    @Override
    int toNumbers(long[] bits, int count, int scale, long[] numbers, int[] exceptions) {
      for (int i = 0; i < count; i++) {
        numbers[i] = ordered(bits[i]);
      }
      return 0;
    }

    @Override
    void toBits(long[] numbers, int count, int scale) {
      for (int i = 0; i < count; i++) {
        numbers[i] = ordered(numbers[i]);
      }
    }
  };

  /** Largest scale of the decimal mappings. */
  static final int MAX_SCALE = 15;

  /** Says that there are more exceptions than fit the array. */
  static final int TOO_MANY = -1;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };
  private static final long MAX_EXACT = 1L << 53;

  private final int code;

  DoubleMapping(int code) {
    this.code = code;
  }

  /** The number that stands for this mapping in a chunk. */
  int code() {
    return code;
  }

  boolean isDecimal() {
    return this == DECIMAL || this == DECIMAL_BINARY32;
  }

  /**
   * Fills {@code numbers} with what stands for the values, given as their bits.
   *
   * @param scale decimal digits after the point; for decimal mappings only
   * @param exceptions receives the indexes of values that no number stands for
   * @return how many exceptions there are, or {@link #TOO_MANY}
   */
  abstract int toNumbers(long[] bits, int count, int scale, long[] numbers, int[] exceptions);

  /** Turns numbers back into the bits of the values, in place. */
  abstract void toBits(long[] numbers, int count, int scale);

  /**
   * The least scale with which the value is a decimal fraction.
   *
   * @return {@link #MAX_SCALE} + 1 if it is none with so few digits
   */
  int scaleOf(double value) {
    for (int scale = 0; scale <= MAX_SCALE; scale++) {
      double scaled = value * POWERS[scale];
      if (!(Math.abs(scaled) < MAX_EXACT)) {
        break;
      }
      double back = Math.round(scaled) / POWERS[scale];
      if ((this == DECIMAL_BINARY32 ? (float) back : back) == value) {
        return scale;
      }
    }
    return MAX_SCALE + 1;
  }

  static DoubleMapping ofCode(int code) {
    for (DoubleMapping mapping : values()) {
      if (mapping.code == code) {
        return mapping;
      }
    }
    throw Damage.of("no encoding of doubles has the code " + code);
  }

  /**
   * The bits of a double as a number that ascends with the value, and back: negative doubles have
   * all bits but the sign flipped.
   */
  static long ordered(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }
}
