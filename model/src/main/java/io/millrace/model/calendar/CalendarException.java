package io.millrace.model.calendar;

import io.millrace.model.error.MillraceException;

/** A calendar refused; {@link #code()} is a {@link CalendarError}. */
public final class CalendarException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public CalendarException(CalendarError code, String message) {
    super(code, message);
  }
}
