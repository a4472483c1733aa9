package io.millrace.history.head;

import io.millrace.history.chunk.ChunkStatistics;
import io.millrace.history.chunk.StatisticsPage;
import org.jspecify.annotations.Nullable;

/**
 * A sealed chunk: its number, its statistics and, until they are committed, its bytes. Readers see
 * number, statistics and bytes; the rest belongs to the writer.
 */
public final class ChunkRef {
  private final int number;
  private final ChunkStatistics statistics;
  private volatile byte @Nullable [] bytes;
  private boolean stored;
  private boolean paged;

  private ChunkRef(
      int number, ChunkStatistics statistics, byte @Nullable [] bytes, boolean stored) {
    this.number = number;
    this.statistics = statistics;
    this.bytes = bytes;
    this.stored = stored;
  }

  /** A chunk that the store does not have yet. */
  static ChunkRef fresh(int number, ChunkStatistics statistics, byte[] bytes) {
    return new ChunkRef(number, statistics, bytes, false);
  }

  /** A chunk that the store has. */
  public static ChunkRef stored(int number, ChunkStatistics statistics) {
    return new ChunkRef(number, statistics, null, true);
  }

  /** Statistics of samples that fell to retention. */
  static ChunkRef withoutChunk(ChunkStatistics statistics) {
    return new ChunkRef(StatisticsPage.NO_CHUNK, statistics, null, true);
  }

  /** The number of its row, or {@link StatisticsPage#NO_CHUNK}. */
  public int number() {
    return number;
  }

  /** What is known of its samples. */
  public ChunkStatistics statistics() {
    return statistics;
  }

  /** The chunk if it is in memory; null means that the store has it. */
  public byte @Nullable [] bytes() {
    return bytes;
  }

  /** Whether there are samples behind the statistics. */
  public boolean hasChunk() {
    return number != StatisticsPage.NO_CHUNK;
  }

  /** Time of the first sample. */
  public long firstNs() {
    return statistics.first().timeNs();
  }

  /** Time of the last sample. */
  public long lastNs() {
    return statistics.last().timeNs();
  }

  /** Whether it was handed to the store, or came from it. */
  boolean isStored() {
    return stored;
  }

  void markStored() {
    stored = true;
  }

  /** Whether it was handed to the store in a page. */
  boolean isPaged() {
    return paged;
  }

  void markPaged() {
    paged = true;
  }

  /** Forgets the bytes once the store has committed them. */
  void forgetBytes() {
    bytes = null;
  }
}
