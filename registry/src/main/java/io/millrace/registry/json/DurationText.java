package io.millrace.registry.json;

import io.millrace.model.time.Times;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 10s}, {@code 1.5h}, {@code 30d};
 * nanoseconds inside.
 */
public final class DurationText {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,19})(?:\\.([0-9]{1,9}))?(ns|us|ms|s|min|h|d)");
  private static final String[] UNITS = {"d", "h", "min", "s", "ms", "us", "ns"};

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException if it is none, or does not fit
   */
  public static long parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration such as 500ms, 10s, 15min, 1.5h or 30d");
    }
    try {
      long unitNs = unitNs(form.group(3));
      long ns = Math.multiplyExact(Long.parseLong(form.group(1)), unitNs);
      String fraction = form.group(2);
      if (fraction != null) {
        ns = Math.addExact(ns, Math.round(Double.parseDouble("0." + fraction) * unitNs));
      }
      return ns;
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("the duration " + text + " is longer than 292 years", e);
    }
  }

  /** The shortest text without a fraction. */
  public static String of(long ns) {
    for (String unit : UNITS) {
      if (ns != 0 && ns % unitNs(unit) == 0) {
        return ns / unitNs(unit) + unit;
      }
    }
    return "0s";
  }

  private static long unitNs(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us" -> Times.US;
      case "ms" -> Times.MS;
      case "s" -> Times.SECOND;
      case "min" -> Times.MINUTE;
      case "h" -> Times.HOUR;
      case "d" -> Times.DAY;
      default -> throw new AssertionError(unit);
    };
  }
}
