package io.millrace.pipeline.feed;

/**
 * How much decoded data is kept in memory.
 *
 * @param maxBytes about how many bytes the ring takes, at least 1
 * @param keptBytes about how many bytes stay when every reader has taken them, so that one that
 *     lagged can come back; at least 0. More only ages in the heap
 * @param maxItems how many blocks, at least 1
 * @param patienceMs how long decoding waits, when the ring is full, for a reader that is
 *     {@linkplain DecodedRing#feed essential}; after that the reader falls out. 0 to 60,000
 */
public record RingSettings(long maxBytes, long keptBytes, int maxItems, long patienceMs) {
  /** 32 MiB, of which 4 stay, and two seconds of patience. */
  public static final RingSettings DEFAULTS = new RingSettings(32L << 20, 4L << 20, 4_096, 2_000);

  public RingSettings {
    if (maxBytes < 1 || keptBytes < 0 || maxItems < 1 || patienceMs < 0 || patienceMs > 60_000) {
      throw new IllegalArgumentException(
          "A ring holds at least one byte and one item and waits 0 to 60,000 ms.");
    }
  }
}
