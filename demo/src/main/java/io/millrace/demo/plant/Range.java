package io.millrace.demo.plant;

/**
 * A range of values; an end that is not there is infinite.
 *
 * @param low in the point's unit
 * @param high in the point's unit
 */
public record Range(double low, double high) {
  /** No limits. */
  public static final Range NONE = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Range {
    if (!(low < high)) {
      throw new IllegalArgumentException("A range rises: " + low + " to " + high + ".");
    }
  }

  /** Up to a value. */
  public static Range upTo(double high) {
    return new Range(Double.NEGATIVE_INFINITY, high);
  }

  /** From a value on. */
  public static Range from(double low) {
    return new Range(low, Double.POSITIVE_INFINITY);
  }
}
