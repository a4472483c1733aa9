package io.millrace.history.query;

import io.millrace.history.chunk.ChunkDecoder;
import io.millrace.history.chunk.ChunkStatistics;
import io.millrace.history.chunk.JournalTrace;
import io.millrace.history.chunk.Samples;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.ChunkRef;
import io.millrace.history.store.ChunkStore;
import io.millrace.model.id.PointId;
import io.millrace.model.sample.ValueKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the samples of segments for one question, and notes what is damaged. */
final class SegmentSamples {
  private static final int MAX_DAMAGES = 100;

  private final ChunkStore store;
  private final PointId point;
  private final ValueKind kind;
  private final boolean lastAttempt;
  private final ChunkDecoder decoder = new ChunkDecoder();
  private final Samples samples;
  private final List<Damage> damages = new ArrayList<>();

  /**
   * A reader for one question.
   *
   * @param lastAttempt whether a chunk that is not there counts as damaged rather than replaced
   */
  SegmentSamples(ChunkStore store, PointId point, ValueKind kind, boolean lastAttempt) {
    this.store = store;
    this.point = point;
    this.kind = kind;
    this.lastAttempt = lastAttempt;
    this.samples = new Samples(kind);
  }

  ValueKind kind() {
    return kind;
  }

  List<Damage> damages() {
    return List.copyOf(damages);
  }

  /** The samples of a chunk, until the next one is read. */
  Samples read(Segment segment) {
    samples.clear();
    byte[] bytes = bytes(segment);
    if (bytes == null) {
      return samples;
    }
    ChunkStatistics statistics = segment.statistics();
    try {
      decoder.samples(bytes, samples);
    } catch (HistoryException e) {
      samples.clear();
      note(e, statistics.first().timeNs(), statistics.last().timeNs());
      return samples;
    }
    // The number may have been given to another chunk since the view was taken.
    boolean other =
        samples.size() != statistics.count()
            || samples.timeNs(0) != statistics.first().timeNs()
            || samples.timeNs(samples.size() - 1) != statistics.last().timeNs();
    if (other && !lastAttempt) {
      throw new Vanished();
    }
    return samples;
  }

  /** Whence the samples of a chunk came; empty if that cannot be read. */
  JournalTrace trace(Segment segment) {
    JournalTrace trace = new JournalTrace();
    byte[] bytes = bytes(segment);
    if (bytes != null) {
      decoder.trace(bytes, kind, trace);
    }
    return trace;
  }

  private byte @Nullable [] bytes(Segment segment) {
    ChunkRef chunk = segment.chunk();
    if (chunk == null || !chunk.hasChunk()) {
      return null;
    }
    byte[] bytes = chunk.bytes();
    if (bytes != null) {
      return bytes;
    }
    long firstNs = segment.firstNs();
    try {
      bytes = store.chunk(point, segment.bucket(), chunk.number());
    } catch (HistoryException e) {
      note(e, firstNs, segment.lastNs());
      return null;
    }
    if (bytes == null) {
      if (!lastAttempt) {
        throw new Vanished();
      }
      damages.add(new Damage(firstNs, segment.lastNs(), "A chunk of samples is missing."));
    }
    return bytes;
  }

  /** Reads whence samples came that are in memory. */
  void trace(byte[] bytes, JournalTrace into) {
    decoder.trace(bytes, kind, into);
  }

  /** Decodes samples that are in memory. */
  void decode(byte[] bytes, Samples into) {
    decoder.samples(bytes, into);
  }

  /** Notes damage and goes on; anything else is thrown. */
  void note(HistoryException e, long fromNs, long toNs) {
    if (e.code() != HistoryError.HISTORY_CHUNK_DAMAGED) {
      throw e;
    }
    if (damages.size() < MAX_DAMAGES) {
      damages.add(new Damage(fromNs, toNs, String.valueOf(e.getMessage())));
    }
  }
}
