package io.millrace.history.chunk;

/** Sizes that the format fixes or that a decoder accepts at most. */
public final class ChunkLimits {
  /**
   * How many samples a chunk is meant to hold. More pack a little better, fewer make the two ends
   * of a question cheaper: a chunk that a bucket's edge cuts must be decoded.
   */
  public static final int TARGET_SAMPLES = 2048;

  /** How many samples with one and the same time a point may have; see law 12. */
  public static final int MAX_SAME_TIME = 256;

  /** Samples of one time are never split, so a chunk may exceed the target by such a group. */
  public static final int MAX_SAMPLES = 2 * TARGET_SAMPLES;

  /** Longest text of one sample, in UTF-8 bytes. */
  public static final int MAX_TEXT_BYTES = 64 * 1024;

  /** Texts of a chunk are meant to have no more UTF-8 bytes than this. */
  public static final int TARGET_TEXT_BYTES = 128 * 1024;

  /** Width of the fixed time buckets in nanoseconds: a day of UTC. */
  public static final long BUCKET_NS = 86_400_000_000_000L;

  private ChunkLimits() {}

  /** The bucket in which a time lies: whole days since the epoch, negative before it. */
  public static int bucketOf(long timeNs) {
    return (int) Math.floorDiv(timeNs, BUCKET_NS);
  }

  /** First nanosecond of a bucket; the lowest and highest are cut off at the ends of time. */
  public static long bucketStartNs(int bucket) {
    long high = Math.multiplyHigh((long) bucket, BUCKET_NS);
    long low = bucket * BUCKET_NS;
    if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
      return low;
    }
    return bucket < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** Last nanosecond before a bucket; the least of all if there is none before. */
  public static long lastNsBefore(int bucket) {
    long start = bucketStartNs(bucket);
    return start == Long.MIN_VALUE ? start : start - 1;
  }

  /** Last nanosecond of a bucket. */
  public static long bucketLastNs(int bucket) {
    long next = bucketStartNs(bucket + 1);
    return next == Long.MAX_VALUE ? Long.MAX_VALUE : next - 1;
  }
}
