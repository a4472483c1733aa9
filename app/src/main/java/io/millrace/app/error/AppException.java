package io.millrace.app.error;

import io.millrace.model.error.MillraceException;
import org.jspecify.annotations.Nullable;

/** A failure between the command line and a running server. */
public final class AppException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final AppError error;

  public AppException(AppError error, String message) {
    this(error, message, null);
  }

  public AppException(AppError error, String message, @Nullable Throwable cause) {
    super(error, message, cause);
    this.error = error;
  }

  /** The code, as this domain's enum. */
  public AppError error() {
    return error;
  }
}
