package io.millrace.connectors.http.support;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** Codes of the decoding that the tests stand in for. */
public enum TestError implements ErrorCode {
  /** The bytes do not follow the grammar. */
  TEST_MALFORMED(ErrorCategory.INVALID),
  /** The media type is unknown. */
  TEST_TYPE_UNKNOWN(ErrorCategory.UNSUPPORTED);

  private final ErrorCategory category;

  TestError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
