package io.millrace.model.plant;

import org.jspecify.annotations.Nullable;

/**
 * From a low to a high value, both included, in the point's unit.
 *
 * @param low null if there is no lower end
 * @param high null if there is no upper end; not below {@code low}
 */
public record NumericRange(@Nullable Double low, @Nullable Double high) {
  /** No end on either side. */
  public static final NumericRange OPEN = new NumericRange(null, null);

  /**
   * @throws PlantException if an end is not finite or they are the wrong way round
   */
  public NumericRange {
    if ((low != null && !Double.isFinite(low)) || (high != null && !Double.isFinite(high))) {
      throw new PlantException("ranges", "A range has finite ends.");
    }
    if (low != null && high != null && high < low) {
      throw new PlantException(
          "ranges", "A range ends at " + high + ", below where it begins: " + low + ".");
    }
  }

  /** Whether there is no end on either side. */
  public boolean isOpen() {
    return low == null && high == null;
  }

  /** Whether the value lies inside. */
  public boolean contains(double value) {
    return (low == null || value >= low) && (high == null || value <= high);
  }
}
