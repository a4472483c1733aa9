package io.millrace.model.context;

import io.millrace.model.error.MillraceException;
import org.jspecify.annotations.Nullable;

/** A context change cannot be read; {@link #code()} is a {@link ContextError}. */
public final class ContextException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public ContextException(ContextError code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
