package io.millrace.model.point;

import io.millrace.model.sample.ValueKind;

/**
 * Those properties of a point on which decoding, history and liveness depend.
 *
 * @param kind the kind of value; never changes
 * @param unit UCUM code of the unit in which values are stored; empty if there is none
 * @param interpolation what the value was between two samples
 * @param sameTimePolicy what becomes of a second sample with the same time
 * @param counter whether the value only rises except when it is reset, as a meter's does
 * @param expectedPeriodNs how often a sample is expected, in nanoseconds; 0 if nobody knows
 * @param retentionNs for how long samples are kept, in nanoseconds; 0 for the site's default
 */
public record PointTraits(
    ValueKind kind,
    String unit,
    Interpolation interpolation,
    SameTimePolicy sameTimePolicy,
    boolean counter,
    long expectedPeriodNs,
    long retentionNs) {
  public PointTraits {
    if (expectedPeriodNs < 0 || retentionNs < 0) {
      throw new IllegalArgumentException("A point's period and retention are not negative.");
    }
  }

  /** What a point has that nobody has defined yet. */
  public static PointTraits undefined(ValueKind kind) {
    Interpolation interpolation =
        kind == ValueKind.DOUBLE ? Interpolation.LINEAR : Interpolation.STEPPED;
    return new PointTraits(kind, "", interpolation, SameTimePolicy.KEEP_BOTH, false, 0, 0);
  }
}
