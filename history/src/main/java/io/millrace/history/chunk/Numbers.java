package io.millrace.history.chunk;

import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;

/** Arithmetic on values that are carried as 64 bits. */
public final class Numbers {
  private static final int CODE_MASK = 0xFFFF_0000;

  private Numbers() {}

  /** The value of a numeric kind as a double; the nearest one for whole numbers beyond 2^53. */
  public static double toDouble(ValueKind kind, long bits) {
    return switch (kind) {
      case DOUBLE -> Double.longBitsToDouble(bits);
      case UINT64 -> bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
      case INT64, BOOLEAN, ENUMERATION, TEXT, RECORD -> bits;
    };
  }

  /** Orders two usable values of a numeric kind, exactly; zeros are equal whatever their sign. */
  public static int compare(ValueKind kind, long a, long b) {
    return switch (kind) {
      case DOUBLE -> compare(Double.longBitsToDouble(a), Double.longBitsToDouble(b));
      case UINT64 -> Long.compareUnsigned(a, b);
      case INT64, BOOLEAN, ENUMERATION, TEXT, RECORD -> Long.compare(a, b);
    };
  }

  private static int compare(double a, double b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /**
   * Whether statistics may use the value: its quality is not bad, and it is a finite number if its
   * kind can be anything else.
   */
  public static boolean isUsable(ValueKind kind, long bits, int quality) {
    return !Quality.isBad(quality)
        && (kind != ValueKind.DOUBLE || Double.isFinite(Double.longBitsToDouble(bits)));
  }

  /** Whether the sample says that the source was lost (law 13), whatever its info bits. */
  public static boolean isNoCommunication(int quality) {
    return (quality & CODE_MASK) == (Quality.BAD_NO_COMMUNICATION & CODE_MASK);
  }

  /**
   * By how much a counter rose from one reading to the next. A lower reading means that it was
   * reset, and has risen from zero since.
   */
  public static double increase(ValueKind kind, long before, long after) {
    boolean reset = compare(kind, after, before) < 0;
    return switch (kind) {
      case DOUBLE -> {
        double now = Double.longBitsToDouble(after);
        yield reset ? Math.max(0, now) : now - Double.longBitsToDouble(before);
      }
      case INT64 -> reset ? Math.max(0, after) : toDouble(ValueKind.UINT64, after - before);
      case UINT64 -> toDouble(kind, reset ? after : after - before);
      case BOOLEAN, ENUMERATION, TEXT, RECORD -> 0;
    };
  }
}
