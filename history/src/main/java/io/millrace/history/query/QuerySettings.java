package io.millrace.history.query;

/**
 * How much one question may ask for.
 *
 * @param maxSamples samples of one answer
 * @param maxBuckets buckets of one answer
 * @param maxGaps gaps of one answer
 */
public record QuerySettings(int maxSamples, int maxBuckets, int maxGaps) {
  /** What a page of a screen or a program needs. */
  public static final QuerySettings DEFAULTS = new QuerySettings(100_000, 50_000, 10_000);

  public QuerySettings {
    if (maxSamples < 1 || maxBuckets < 1 || maxGaps < 1) {
      throw new IllegalArgumentException("A question may ask for at least one of everything.");
    }
  }
}
