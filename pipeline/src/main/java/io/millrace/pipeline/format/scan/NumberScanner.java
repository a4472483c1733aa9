package io.millrace.pipeline.format.scan;

import io.millrace.model.sample.ValueKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads a decimal number from bytes. Whole numbers stay exact as far as 64 bits go; all others
 * become the nearest double, ties to even. Holds the number read last; one thread at a time.
 */
public final class NumberScanner {
  /** No sensible number is longer; a hostile one would cost time. */
  private static final int MAX_BYTES = 1024;

  private static final int MAX_EXACT_DIGITS = 19;
  private static final long MAX_EXACT_DOUBLE = 1L << 53;
  private static final int MAX_EXPONENT = 100_000;
  private static final double[] EXACT_POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int EIGHT = Long.BYTES;

  private ValueKind kind = ValueKind.DOUBLE;
  private long bits;
  private boolean negative;
  private long digits;
  private int exponent;
  private boolean exact;
  private int integerDigits;
  private int fractionDigits;
  private boolean hasPoint;

  /**
   * Reads a number of JSON (RFC 8259, section 6) that begins at {@code from}.
   *
   * @return the index after it; or, if there is none, {@code -1 - } the index of the byte at fault
   */
  public int scanJson(byte[] bytes, int from, int to) {
    int end = scan(bytes, from, to);
    if (end < 0) {
      return end;
    }
    int first = bytes[from] == '-' ? from + 1 : from;
    boolean leadingZero = integerDigits > 1 && bytes[first] == '0';
    boolean incomplete = integerDigits == 0 || (hasPoint && fractionDigits == 0);
    return leadingZero || incomplete || bytes[from] == '+' ? -1 - first : end;
  }

  /**
   * As {@link #scanJson}, but also takes a plus sign, leading zeros, {@code .5} and {@code 5.} as
   * people and other formats write them.
   */
  public int scan(byte[] bytes, int from, int to) {
    int i = from;
    negative = false;
    if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
      negative = bytes[i] == '-';
      i++;
    }
    int mantissaFrom = i;
    long m = 0;
    int d;
    if (i + EIGHT <= to && isEightDigits((long) LONG.get(bytes, i))) {
      m = eightDigits((long) LONG.get(bytes, i));
      i += EIGHT;
    }
    while (i < to && (d = bytes[i] - '0') >= 0 && d <= 9) {
      m = m * 10 + d;
      i++;
    }
    integerDigits = i - mantissaFrom;
    fractionDigits = 0;
    hasPoint = i < to && bytes[i] == '.';
    if (hasPoint) {
      int fractionFrom = ++i;
      while (i < to && (d = bytes[i] - '0') >= 0 && d <= 9) {
        m = m * 10 + d;
        i++;
      }
      fractionDigits = i - fractionFrom;
    }
    int count = integerDigits + fractionDigits;
    if (count == 0) {
      return -1 - i;
    }
    digits = m;
    exponent = -fractionDigits;
    exact = count <= MAX_EXACT_DIGITS;
    int mantissaTo = i;
    boolean hasExponent = i < to && (bytes[i] | 0x20) == 'e';
    if (hasExponent) {
      i = scanExponent(bytes, i + 1, to);
      if (i < 0) {
        return i;
      }
    }
    if (i - from > MAX_BYTES) {
      return -1 - from;
    }
    if (!exact) {
      scanLong(bytes, from, mantissaFrom, mantissaTo, i, hasExponent);
    } else if (!hasPoint && !hasExponent) {
      wholeNumber();
    } else {
      fraction();
    }
    return i;
  }

  private static boolean isEightDigits(long word) {
    return ((word & 0xF0F0_F0F0_F0F0_F0F0L)
            | (((word + 0x0606_0606_0606_0606L) & 0xF0F0_F0F0_F0F0_F0F0L) >>> 4))
        == 0x3333_3333_3333_3333L;
  }

  /** Adds neighbours up, first digits, then pairs, then fours (Lemire 2018). */
  private static long eightDigits(long word) {
    long pairs = ((word & 0x0F0F_0F0F_0F0F_0F0FL) * 2_561) >>> 8;
    long fours = ((pairs & 0x00FF_00FF_00FF_00FFL) * 6_553_601) >>> 16;
    return ((fours & 0x0000_FFFF_0000_FFFFL) * 42_949_672_960_001L) >>> 32;
  }

  private int scanExponent(byte[] bytes, int from, int to) {
    int i = from;
    boolean minus = false;
    if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
      minus = bytes[i] == '-';
      i++;
    }
    int first = i;
    int e = 0;
    int d;
    while (i < to && (d = bytes[i] - '0') >= 0 && d <= 9) {
      e = Math.min(MAX_EXPONENT, e * 10 + d);
      i++;
    }
    exponent += minus ? -e : e;
    return i == first ? -1 - i : i;
  }

  private void wholeNumber() {
    if (digits > 0) {
      set(ValueKind.INT64, negative ? -digits : digits);
    } else if (digits == 0) {
      set(
          negative ? ValueKind.DOUBLE : ValueKind.INT64,
          negative ? Double.doubleToRawLongBits(-0.0) : 0);
    } else if (!negative) {
      set(ValueKind.UINT64, digits);
    } else if (digits == Long.MIN_VALUE) {
      set(ValueKind.INT64, digits);
    } else {
      setDouble(DecimalToDouble.bits(digits, 0));
    }
  }

  private void fraction() {
    boolean small = digits >= 0 && digits <= MAX_EXACT_DOUBLE;
    if (small && exponent >= -22 && exponent <= 22) {
      // Both are exact doubles, so one rounding gives the nearest (Clinger 1990).
      double value =
          exponent < 0
              ? digits / EXACT_POWERS_OF_TEN[-exponent]
              : digits * EXACT_POWERS_OF_TEN[exponent];
      setDouble(Double.doubleToRawLongBits(value));
    } else {
      setDouble(DecimalToDouble.bits(digits, exponent));
    }
  }

  /** More digits than 64 bits are sure to hold; many may be leading zeros. */
  private void scanLong(
      byte[] bytes, int from, int mantissaFrom, int mantissaTo, int end, boolean hasExponent) {
    int explicitExponent = exponent + fractionDigits;
    long w = 0;
    int significant = 0;
    int seenAfterPoint = 0;
    boolean afterPoint = false;
    boolean lost = false;
    int i = mantissaFrom;
    for (; i < mantissaTo && significant < MAX_EXACT_DIGITS; i++) {
      if (bytes[i] == '.') {
        afterPoint = true;
        continue;
      }
      w = w * 10 + (bytes[i] - '0');
      significant += w == 0 ? 0 : 1;
      seenAfterPoint += afterPoint ? 1 : 0;
    }
    int dropped = 0;
    for (; i < mantissaTo; i++) {
      if (bytes[i] == '.') {
        afterPoint = true;
        continue;
      }
      dropped += afterPoint ? 0 : 1;
      lost |= bytes[i] != '0';
    }
    digits = w;
    exponent = explicitExponent - seenAfterPoint + dropped;
    exact = !lost;
    if (!hasPoint && !hasExponent && dropped <= 1) {
      if (dropped == 0) {
        wholeNumber();
        return;
      }
      if (twentyDigits(w, bytes[mantissaTo - 1] - '0')) {
        return;
      }
    }
    if (!lost) {
      setDouble(DecimalToDouble.bits(w, exponent));
      return;
    }
    long below = DecimalToDouble.bits(w, exponent);
    long above = DecimalToDouble.bits(w + 1, exponent);
    if (below == above) {
      setDouble(below);
    } else {
      String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
      set(ValueKind.DOUBLE, Double.doubleToRawLongBits(Double.parseDouble(text)));
    }
  }

  /** A whole number of 20 digits fits 64 bits without sign up to 18,446,744,073,709,551,615. */
  private boolean twentyDigits(long firstNineteen, int last) {
    long limit = Long.divideUnsigned(-1L, 10);
    boolean fits =
        Long.compareUnsigned(firstNineteen, limit) < 0 || (firstNineteen == limit && last <= 5);
    if (!fits || negative) {
      return false;
    }
    digits = firstNineteen * 10 + last;
    exponent = 0;
    exact = true;
    set(ValueKind.UINT64, digits);
    return true;
  }

  private void setDouble(long magnitude) {
    set(ValueKind.DOUBLE, negative ? magnitude | Long.MIN_VALUE : magnitude);
  }

  private void set(ValueKind newKind, long newBits) {
    if (kind != newKind) { // writing a reference costs a collector's barrier
      kind = newKind;
    }
    bits = newBits;
  }

  /**
   * How the number is held: {@code INT64} or {@code UINT64} if it was written without point and
   * exponent and fits, else {@code DOUBLE}. Minus zero is a double.
   */
  public ValueKind kind() {
    return kind;
  }

  /** The number as {@link #kind()} says. */
  public long bits() {
    return bits;
  }

  /** The nearest double. */
  public double asDouble() {
    return toDouble(kind, bits);
  }

  /**
   * The number as a count of nanoseconds, which it gives in units of 10<sup>{@code unitExponent}
   * </sup> ns; parts of a nanosecond are cut off towards the past.
   *
   * @throws ArithmeticException if it does not fit 64 bits or has more than 19 digits
   */
  public long asNs(int unitExponent) {
    if (!exact || digits < 0) {
      throw new ArithmeticException("a number with too many digits");
    }
    long signed = negative ? -digits : digits;
    int shift = exponent + unitExponent;
    if (signed == 0) {
      return 0;
    }
    if (shift >= 0) {
      for (; shift > 0; shift--) {
        signed = Math.multiplyExact(signed, 10L);
      }
      return signed;
    }
    return shift < -18 ? (signed < 0 ? -1 : 0) : Math.floorDiv(signed, powerOfTen(-shift));
  }

  /**
   * As {@link #asNs}, but what lies behind the decimal point stays in: the count of nanoseconds is
   * the result divided by 10<sup>n</sup>, where n is {@code -(exponent() + unitExponent)} if that
   * is positive, else 0.
   */
  public long asNsNumerator(int unitExponent) {
    return asNs(Math.max(unitExponent, -exponent));
  }

  /** The digits without point and sign, if {@link #isExact()}. */
  public long digits() {
    return digits;
  }

  /** By what power of ten {@link #digits()} are to be multiplied. */
  public int exponent() {
    return exponent;
  }

  /** Whether there is a minus sign. */
  public boolean isNegative() {
    return negative;
  }

  /** Whether {@link #digits()} and {@link #exponent()} are the whole number. */
  public boolean isExact() {
    return exact;
  }

  /** The nearest double of a number that is held as {@code kind} says. */
  public static double toDouble(ValueKind kind, long bits) {
    return switch (kind) {
      case INT64, BOOLEAN, ENUMERATION -> (double) bits;
      case UINT64 -> bits >= 0 ? (double) bits : unsignedToDouble(bits);
      case DOUBLE -> Double.longBitsToDouble(bits);
      case TEXT, RECORD -> throw new IllegalArgumentException(kind + " is not a number.");
    };
  }

  /** Halving keeps the lowest bit as a sticky one, so that the one rounding is right. */
  private static double unsignedToDouble(long bits) {
    return (double) ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  /** 10<sup>exponent</sup>, for 0 to 18. */
  public static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
