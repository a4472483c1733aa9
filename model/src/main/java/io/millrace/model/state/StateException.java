package io.millrace.model.state;

import io.millrace.model.error.MillraceException;

/** A state model is refused; {@link #code()} is a {@link StateError}. */
public final class StateException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public StateException(StateError code, String message) {
    super(code, message);
  }
}
