package io.millrace.history.head;

/**
 * Some samples of the open chunk, encoded: what one checkpoint found new, or what was moved out of
 * the way of newer samples. Sealing turns all slices into one chunk. Readers see everything but
 * {@link #isStored()}.
 */
public final class SliceRef {
  private final int number;
  private final byte[] bytes;
  private final int count;
  private final long firstNs;
  private final long lastNs;
  private boolean stored;

  SliceRef(int number, byte[] bytes, int count, long firstNs, long lastNs, boolean stored) {
    this.number = number;
    this.bytes = bytes;
    this.count = count;
    this.firstNs = firstNs;
    this.lastNs = lastNs;
    this.stored = stored;
  }

  /** The number of its row. */
  int number() {
    return number;
  }

  /** The encoded samples. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many samples there are. */
  public int count() {
    return count;
  }

  /** Time of the first sample. */
  public long firstNs() {
    return firstNs;
  }

  /** Time of the last sample. */
  public long lastNs() {
    return lastNs;
  }

  /** Whether it was handed to the store, or came from it. */
  boolean isStored() {
    return stored;
  }

  void markStored() {
    stored = true;
  }
}
