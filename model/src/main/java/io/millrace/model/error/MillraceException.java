package io.millrace.model.error;

import org.jspecify.annotations.Nullable;

/**
 * The parent of each domain's one exception. The message is a full sentence that says what is
 * wrong, where, and what to do; it holds no secret and may be shown to the user as it stands.
 */
public abstract class MillraceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;

  protected MillraceException(ErrorCode code, String message) {
    this(code, message, null);
  }

  protected MillraceException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The stable code. */
  public ErrorCode code() {
    return code;
  }
}
