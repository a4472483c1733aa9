package io.millrace.model.state;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can be wrong with a state model. */
public enum StateError implements ErrorCode {
  /** A rule names no point, a number is out of its range, or there are too many rules. */
  STATE_MODEL_INVALID(ErrorCategory.INVALID);

  private final ErrorCategory category;

  StateError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
