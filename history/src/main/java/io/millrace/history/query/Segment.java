package io.millrace.history.query;

import io.millrace.history.chunk.ChunkStatistics;
import io.millrace.history.chunk.JournalTrace;
import io.millrace.history.chunk.Samples;
import io.millrace.history.chunk.StatisticsFold;
import io.millrace.history.head.ChunkRef;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive samples of a point: a chunk, or some that are in memory. Valid while it is visited;
 * what {@link #samples()} returns is overwritten by the next segment's.
 */
final class Segment {
  private final SegmentSamples reader;
  private final int bucket;
  private final @Nullable ChunkRef chunk;
  private final @Nullable Samples inMemory;
  private final @Nullable Supplier<JournalTrace> inMemoryTrace;
  private @Nullable ChunkStatistics statistics;

  private Segment(
      SegmentSamples reader,
      int bucket,
      @Nullable ChunkRef chunk,
      @Nullable Samples inMemory,
      @Nullable Supplier<JournalTrace> inMemoryTrace) {
    this.reader = reader;
    this.inMemoryTrace = inMemoryTrace;
    this.bucket = bucket;
    this.chunk = chunk;
    this.inMemory = inMemory;
    this.statistics = chunk == null ? null : chunk.statistics();
  }

  static Segment of(SegmentSamples reader, int bucket, ChunkRef chunk) {
    return new Segment(reader, bucket, chunk, null, null);
  }

  /** Samples in memory, at least one. */
  static Segment of(
      SegmentSamples reader, int bucket, Samples inMemory, Supplier<JournalTrace> trace) {
    return new Segment(reader, bucket, null, inMemory, trace);
  }

  int bucket() {
    return bucket;
  }

  /** The chunk behind it; null if it is in memory only. */
  @Nullable ChunkRef chunk() {
    return chunk;
  }

  /** Time of the first sample. */
  long firstNs() {
    return inMemory == null ? statistics().first().timeNs() : inMemory.timeNs(0);
  }

  /** Time of the last sample. */
  long lastNs() {
    return inMemory == null ? statistics().last().timeNs() : inMemory.timeNs(inMemory.size() - 1);
  }

  /** Whether reading it costs nothing, so that statistics would be more work. */
  boolean isInMemory() {
    return inMemory != null;
  }

  /** Whether there are samples, or statistics only. */
  boolean hasSamples() {
    return chunk == null || chunk.hasChunk();
  }

  ChunkStatistics statistics() {
    ChunkStatistics known = statistics;
    if (known == null) {
      if (inMemory == null) {
        throw new AssertionError("A segment is a chunk or in memory.");
      }
      known = StatisticsFold.of(inMemory, 0, inMemory.size());
      statistics = known;
    }
    return known;
  }

  /** The samples; none if they are damaged, which the reader notes, or fell to retention. */
  Samples samples() {
    return inMemory != null ? inMemory : reader.read(this);
  }

  /** Whence the samples came. */
  JournalTrace trace() {
    return inMemoryTrace != null ? inMemoryTrace.get() : reader.trace(this);
  }
}
