package io.millrace.pipeline.format;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can be wrong with a payload, or with the options for reading it. */
public enum FormatError implements ErrorCode {
  /** The bytes do not follow the format's grammar. */
  PAYLOAD_MALFORMED(ErrorCategory.INVALID),
  /** A text is not UTF-8. */
  PAYLOAD_NOT_UTF8(ErrorCategory.INVALID),
  /** A time is not in a known form, or beyond the years 1677 to 2262. */
  PAYLOAD_TIME_INVALID(ErrorCategory.INVALID),
  /** A number is not in a known form. */
  PAYLOAD_NUMBER_INVALID(ErrorCategory.INVALID),
  /** A quality is neither a known word nor a status code. */
  PAYLOAD_QUALITY_INVALID(ErrorCategory.INVALID),
  /** Something that the format requires is not there. */
  PAYLOAD_FIELD_MISSING(ErrorCategory.INVALID),
  /** Something is there that the format does not allow, or not here. */
  PAYLOAD_FIELD_UNEXPECTED(ErrorCategory.INVALID),
  /** The message demands to be understood in a way that we do not. */
  PAYLOAD_VERSION_UNSUPPORTED(ErrorCategory.UNSUPPORTED),
  /** Objects and arrays are nested too deeply. */
  PAYLOAD_TOO_DEEP(ErrorCategory.TOO_LARGE),
  /** The message holds more values, lines or bytes than the limits allow. */
  PAYLOAD_TOO_LARGE(ErrorCategory.TOO_LARGE),
  /** No format has this name. */
  FORMAT_UNKNOWN(ErrorCategory.UNSUPPORTED),
  /** An option of a format has an unknown name or a value that it cannot have. */
  FORMAT_OPTION_INVALID(ErrorCategory.INVALID);

  private final ErrorCategory category;

  FormatError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
