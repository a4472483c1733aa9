package io.millrace.model.unit;

import java.math.BigDecimal;

/** How values of a unit relate to the base units of its dimension. */
sealed interface Scale {
  /** Base value = value × size. */
  record Ratio(BigDecimal size) implements Scale {}

  /**
   * Base value = (value × step + zero) × size: a temperature.
   *
   * @param step 1, or what a prefix makes of it
   */
  record WithZero(BigDecimal size, BigDecimal zero, BigDecimal step) implements Scale {}

  /**
   * value × step = factor × log(base value / reference): decibel, pH.
   *
   * @param natural whether the logarithm is natural, else decimal
   * @param factor 2 for field quantities, 1 for power quantities, -1 for pH
   * @param reference in base units
   * @param step 1, or what a prefix makes of it
   */
  record Level(boolean natural, BigDecimal factor, BigDecimal reference, BigDecimal step)
      implements Scale {}
}
