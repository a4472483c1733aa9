package io.millrace.bench;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a figure has to reach.
 *
 * @param comparison how the figure relates to the bound
 * @param bound in the figure's unit
 */
public record Goal(Comparison comparison, double bound) {
  private static final Pattern TEXT = Pattern.compile("(>=|<=|<) (-?[0-9.]+(?:E[0-9]+)?)");

  /** How a figure relates to its bound. */
  public enum Comparison {
    /** More is better. */
    AT_LEAST(">="),
    /** Less is better. */
    AT_MOST("<="),
    /** Less is better, and the bound itself is too much. */
    BELOW("<");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }
  }

  /** At least {@code bound}. */
  public static Goal atLeast(double bound) {
    return new Goal(Comparison.AT_LEAST, bound);
  }

  /** At most {@code bound}. */
  public static Goal atMost(double bound) {
    return new Goal(Comparison.AT_MOST, bound);
  }

  /** Less than {@code bound}. */
  public static Goal below(double bound) {
    return new Goal(Comparison.BELOW, bound);
  }

  /** Whether the figure reaches the goal. */
  public boolean isMetBy(double value) {
    return switch (comparison) {
      case AT_LEAST -> value >= bound;
      case AT_MOST -> value <= bound;
      case BELOW -> value < bound;
    };
  }

  /** Reads what {@link #toString()} wrote. */
  public static Goal parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a goal such as '>= 250000'.");
    }
    for (Comparison comparison : Comparison.values()) {
      if (comparison.sign.equals(matcher.group(1))) {
        return new Goal(comparison, Double.parseDouble(matcher.group(2)));
      }
    }
    throw new AssertionError(text);
  }

  /** The sign and the bound, such as {@code >= 250000}. */
  @Override
  public String toString() {
    String number =
        bound == Math.rint(bound) && Math.abs(bound) < 1e15
            ? String.format(Locale.ROOT, "%.0f", bound)
            : Double.toString(bound);
    return comparison.sign + " " + number;
  }
}
