package io.millrace.model.time;

/**
 * A half-open span of time.
 *
 * @param fromNs first nanosecond inside, since the epoch
 * @param toNs first nanosecond after the end; not before {@code fromNs}
 */
public record TimeRange(long fromNs, long toNs) {
  public TimeRange {
    if (toNs < fromNs) {
      throw new IllegalArgumentException(
          "A time range ends before it begins: from " + fromNs + " ns to " + toNs + " ns.");
    }
  }

  /** Whether the instant lies inside. */
  public boolean contains(long timeNs) {
    return timeNs >= fromNs && timeNs < toNs;
  }

  /** Whether the two spans share at least one nanosecond. */
  public boolean overlaps(TimeRange other) {
    return fromNs < other.toNs && other.fromNs < toNs;
  }

  /** The length in nanoseconds. */
  public long lengthNs() {
    return toNs - fromNs;
  }
}
