package io.millrace.model.plant;

/**
 * What values to expect, three ways.
 *
 * @param instrument what the instrument can show
 * @param normal what is usual in operation
 * @param alarm outside of it somebody should act
 */
public record PointRanges(NumericRange instrument, NumericRange normal, NumericRange alarm) {
  /** Nothing is known. */
  public static final PointRanges UNKNOWN =
      new PointRanges(NumericRange.OPEN, NumericRange.OPEN, NumericRange.OPEN);

  /** Whether nothing is known. */
  public boolean isUnknown() {
    return instrument.isOpen() && normal.isOpen() && alarm.isOpen();
  }
}
