package io.millrace.web.json;

import java.math.BigDecimal;

/** Limits as words. */
final class Limits {
  private Limits() {}

  /** Such as {@code 1 to 10}, {@code at least 1}, {@code at most 10}. */
  static String text(double min, double max) {
    boolean below = max == Double.POSITIVE_INFINITY || max == Integer.MAX_VALUE;
    if (below) {
      return "at least " + plain(min);
    }
    return min == Double.NEGATIVE_INFINITY
        ? "at most " + plain(max)
        : plain(min) + " to " + plain(max);
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? BigDecimal.valueOf(number).toBigInteger().toString()
        : BigDecimal.valueOf(number).toPlainString();
  }
}
