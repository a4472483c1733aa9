package io.millrace.model.unit;

import io.millrace.model.error.MillraceException;

/** A unit cannot be read or converted; {@link #code()} is a {@link UnitError}. */
public final class UnitException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public UnitException(UnitError code, String message) {
    super(code, message);
  }
}
