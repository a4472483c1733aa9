package io.millrace.model.sample;

/** The summary of a {@linkplain Quality status code}. */
public enum QualityClass {
  /** The value may be used. */
  GOOD,
  /** The value may be wrong, late or substituted. */
  UNCERTAIN,
  /** There is no usable value. */
  BAD
}
