package io.millrace.connectors.http.error;

import io.millrace.model.error.MillraceException;
import io.millrace.model.error.RetryHint;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A request cannot be taken in; {@link #code()} is an {@link IntakeError}. Has no stack trace: it
 * speaks of the request, not of the program, and a broken device may cause thousands a second.
 */
public final class IntakeException extends MillraceException implements RetryHint {
  private static final long serialVersionUID = 1L;
  private static final long UNKNOWN = -1;

  private final long retryAfterMs;

  public IntakeException(IntakeError code, String message) {
    this(code, message, null, UNKNOWN);
  }

  public IntakeException(IntakeError code, String message, @Nullable Throwable cause) {
    this(code, message, cause, UNKNOWN);
  }

  private IntakeException(
      IntakeError code, String message, @Nullable Throwable cause, long retryAfterMs) {
    super(code, message, cause);
    this.retryAfterMs = retryAfterMs;
  }

  /** A refusal that ends by itself after so many milliseconds. */
  public static IntakeException retryAfter(IntakeError code, String message, long retryAfterMs) {
    return new IntakeException(code, message, null, retryAfterMs);
  }

  @Override
  public OptionalLong retryAfterMs() {
    return retryAfterMs == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(retryAfterMs);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
