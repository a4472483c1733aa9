package io.millrace.model.unit;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can be wrong with a unit. */
public enum UnitError implements ErrorCode {
  /** The code does not follow UCUM's grammar. */
  UNIT_MALFORMED(ErrorCategory.INVALID),
  /** A symbol in the code is none that we know. */
  UNIT_UNKNOWN(ErrorCategory.INVALID),
  /** A scale with a zero of its own, or a level, stands in a product, quotient or power. */
  UNIT_NOT_A_RATIO(ErrorCategory.INVALID),
  /** The two units measure different things, so there is no conversion. */
  UNIT_INCOMMENSURABLE(ErrorCategory.INVALID),
  /** There is a conversion, but factor and offset cannot express it (decibel to pascal). */
  UNIT_NOT_LINEAR(ErrorCategory.INVALID);

  private final ErrorCategory category;

  UnitError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
