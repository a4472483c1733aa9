package io.millrace.journal;

import io.millrace.model.error.MillraceException;
import org.jspecify.annotations.Nullable;

/** The journal refused or failed; {@link #code()} is a {@link JournalError}. */
public final class JournalException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public JournalException(JournalError code, String message) {
    super(code, message);
  }

  public JournalException(JournalError code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
