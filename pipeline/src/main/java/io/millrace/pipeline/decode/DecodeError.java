package io.millrace.pipeline.decode;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** Why a message that its format allows cannot become samples all the same. */
public enum DecodeError implements ErrorCode {
  /** A value is of a kind that its point cannot hold. */
  VALUE_KIND_MISMATCH(ErrorCategory.INVALID),
  /** A text is none of those that the point's enumeration has. */
  ENUMERATION_TEXT_UNKNOWN(ErrorCategory.INVALID),
  /** A value is at an address without binding, and the source's policy is quarantine. */
  ADDRESS_UNKNOWN(ErrorCategory.INVALID),
  /** A value's path or its channel holds a NUL, which no database takes as text. */
  ADDRESS_INVALID(ErrorCategory.INVALID),
  /** A message holds more arrays, images or files than one may. */
  TOO_MANY_RECORDS(ErrorCategory.TOO_LARGE),
  /** A record that Millrace wrote itself is not in its form. */
  POINT_SAMPLES_DAMAGED(ErrorCategory.DAMAGED),
  /** A defect of ours; the message is kept so that it can be tried again. */
  DECODER_DEFECT(ErrorCategory.INTERNAL);

  private final ErrorCategory category;

  DecodeError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
