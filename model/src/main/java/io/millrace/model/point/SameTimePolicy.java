package io.millrace.model.point;

/**
 * What becomes of a sample with the time of another, but with another value or quality (law 12).
 */
public enum SameTimePolicy {
  /** Both are kept, in journal order. */
  KEEP_BOTH,
  /** The later one in journal order takes the place of the earlier; counted as replaced. */
  REPLACE
}
