package io.millrace.security.error;

import io.millrace.model.error.MillraceException;
import io.millrace.model.error.RetryHint;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Security refused or failed; {@link #code()} is an {@link AccessError}. */
public final class AccessException extends MillraceException implements RetryHint {
  private static final long serialVersionUID = 1L;
  private static final long UNKNOWN = -1;

  private final long retryAfterMs;

  public AccessException(AccessError code, String message) {
    this(code, message, null, UNKNOWN);
  }

  public AccessException(AccessError code, String message, @Nullable Throwable cause) {
    this(code, message, cause, UNKNOWN);
  }

  private AccessException(
      AccessError code, String message, @Nullable Throwable cause, long retryAfterMs) {
    super(code, message, cause);
    this.retryAfterMs = retryAfterMs;
  }

  /** A refusal that ends by itself after so many milliseconds. */
  public static AccessException retryAfter(AccessError code, String message, long retryAfterMs) {
    return new AccessException(code, message, null, retryAfterMs);
  }

  @Override
  public OptionalLong retryAfterMs() {
    return retryAfterMs == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(retryAfterMs);
  }
}
