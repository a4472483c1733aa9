package io.millrace.model.unit;

/**
 * From one unit to another: value × factor + offset.
 *
 * @param factor finite and not zero
 * @param offset finite; in the unit that comes out
 */
public record UnitConversion(double factor, double offset) {
  /** The conversion that changes nothing. */
  public static final UnitConversion IDENTITY = new UnitConversion(1, 0);

  public UnitConversion {
    if (!Double.isFinite(factor) || factor == 0 || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "A conversion has a finite factor other than zero and a finite offset, not "
              + factor
              + " and "
              + offset
              + ".");
    }
  }

  /** The value in the other unit. */
  public double apply(double value) {
    return value * factor + offset;
  }

  /** The way back. */
  public UnitConversion inverse() {
    return isIdentity() ? IDENTITY : new UnitConversion(1 / factor, -offset / factor);
  }

  /** This conversion, and {@code next} on what it gives. */
  public UnitConversion then(UnitConversion next) {
    return new UnitConversion(factor * next.factor, offset * next.factor + next.offset);
  }

  /** Whether values stay as they are. */
  public boolean isIdentity() {
    return factor == 1 && offset == 0;
  }
}
