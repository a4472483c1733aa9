package io.millrace.model.calendar;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can be wrong with a calendar or a question to it. */
public enum CalendarError implements ErrorCode {
  /** Shifts overlap, a cycle is empty, a break lies outside its shift, a name is missing. */
  CALENDAR_INVALID(ErrorCategory.INVALID),
  /** The span asked for holds more shifts or buckets than one answer may. */
  CALENDAR_SPAN_TOO_LONG(ErrorCategory.TOO_LARGE);

  private final ErrorCategory category;

  CalendarError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
