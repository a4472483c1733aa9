package io.millrace.pipeline.feed;

import java.util.List;

/**
 * What the ring counts, since it was opened.
 *
 * @param blocks blocks decoded by the ring
 * @param records records in them
 * @param bytes their payload bytes
 * @param decodeNs time spent decoding, nanoseconds
 * @param losses losses passed on
 * @param failures how often decoding had to start over
 * @param waitNs time spent waiting for essential readers, nanoseconds
 * @param items blocks in the ring now
 * @param itemBytes about how many bytes they take
 * @param readers each open reader
 */
public record RingStatistics(
    long blocks,
    long records,
    long bytes,
    long decodeNs,
    long losses,
    long failures,
    long waitNs,
    int items,
    long itemBytes,
    List<Reader> readers) {
  /**
   * A reader.
   *
   * @param inRing whether it takes from the ring; else it lags and decodes for itself
   * @param fallenOut how often it fell out of the ring
   */
  public record Reader(String name, boolean inRing, long fallenOut) {}

  public RingStatistics {
    readers = List.copyOf(readers);
  }
}
