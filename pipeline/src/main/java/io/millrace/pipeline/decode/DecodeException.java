package io.millrace.pipeline.decode;

import io.millrace.model.error.MillraceException;

/**
 * A message cannot become samples; {@link #code()} is a {@link DecodeError}. Has no stack trace,
 * since it speaks of the data.
 */
final class DecodeException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final String field;

  DecodeException(DecodeError code, String message, String field) {
    super(code, message);
    this.field = field;
  }

  /** The path of the value at fault. */
  String field() {
    return field;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
