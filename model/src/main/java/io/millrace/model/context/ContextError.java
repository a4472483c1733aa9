package io.millrace.model.context;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can go wrong with a context change. */
public enum ContextError implements ErrorCode {
  /** Stored bytes are not a context change in a form that this version reads. */
  CONTEXT_CHANGE_UNREADABLE(ErrorCategory.DAMAGED);

  private final ErrorCategory category;

  ContextError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
