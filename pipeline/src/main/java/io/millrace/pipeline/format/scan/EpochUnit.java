package io.millrace.pipeline.format.scan;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The unit of a time that is a number since 1970-01-01T00:00:00Z. */
public enum EpochUnit {
  /** Seconds. */
  S(9),
  /** Milliseconds. */
  MS(6),
  /** Microseconds. */
  US(3),
  /** Nanoseconds. */
  NS(0);

  private final int exponent;

  EpochUnit(int exponent) {
    this.exponent = exponent;
  }

  /** Nanoseconds in the unit, as a power of ten. */
  public int exponent() {
    return exponent;
  }

  /** Nanoseconds in the unit. */
  public long ns() {
    return NumberScanner.powerOfTen(exponent);
  }

  /**
   * The unit of this name: {@code s}, {@code ms}, {@code us} or {@code ns}; null if none has it.
   */
  public static @Nullable EpochUnit ofName(String name) {
    return switch (name) {
      case "s" -> S;
      case "ms" -> MS;
      case "us" -> US;
      case "ns" -> NS;
      default -> null;
    };
  }

  /** As {@link #ofName(String)}, from bytes. */
  public static @Nullable EpochUnit ofName(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 1) {
      return bytes[from] == 's' ? S : null;
    }
    if (length != 2 || bytes[from + 1] != 's') {
      return null;
    }
    return switch (bytes[from]) {
      case 'm' -> MS;
      case 'u' -> US;
      case 'n' -> NS;
      default -> null;
    };
  }

  /** The names, for error messages. */
  public static String names() {
    return Arrays.stream(values())
        .map(unit -> unit.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
