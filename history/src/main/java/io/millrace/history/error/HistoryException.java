package io.millrace.history.error;

import io.millrace.model.error.MillraceException;
import org.jspecify.annotations.Nullable;

/** History refused or failed; {@link #code()} is a {@link HistoryError}. */
public final class HistoryException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public HistoryException(HistoryError code, String message) {
    super(code, message);
  }

  public HistoryException(HistoryError code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
