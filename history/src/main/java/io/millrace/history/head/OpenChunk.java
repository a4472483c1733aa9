package io.millrace.history.head;

import io.millrace.history.chunk.ChunkDecoder;
import io.millrace.history.chunk.ChunkEncoder;
import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.chunk.ChunkStatistics;
import io.millrace.history.chunk.JournalTrace;
import io.millrace.history.chunk.Samples;
import io.millrace.history.chunk.StatisticsFold;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to the open end of a point's newest bucket: active samples become slices, slices
 * become a chunk. Serves the writer's thread.
 */
final class OpenChunk {
  /** So many slices of about one size become one of the next size. */
  private static final int SLICES_PER_SIZE = 8;

  private final ChunkEncoder encoder;
  private final ChunkDecoder decoder;
  private final JournalTrace trace = new JournalTrace();
  private final JournalTrace partTrace = new JournalTrace();

  OpenChunk(ChunkEncoder encoder, ChunkDecoder decoder) {
    this.encoder = encoder;
    this.decoder = decoder;
  }

  /**
   * Moves the active samples into a slice.
   *
   * @return bytes that the next checkpoint has to write more than before
   */
  int freeze(PointHead head) {
    Bucket newest = head.newest();
    int count = head.activeCount();
    if (newest == null || count == 0) {
      return 0;
    }
    Samples samples = new Samples(head.kind, count);
    head.copyActive(count, samples);
    trace.clear();
    head.trace(0, count, trace);
    SliceRef slice = slice(newest.nextChunk(), samples, 0, count, trace);
    Bucket compacted = compact(head, newest.plus(slice));
    head.beginChange();
    head.clearActive();
    head.setNewest(compacted);
    freezeLast(head, samples);
    head.endChange();
    return slice.bytes().length;
  }

  private SliceRef slice(int number, Samples samples, int from, int to, JournalTrace whence) {
    byte[] bytes = encoder.encode(samples, from, to, null, whence);
    return new SliceRef(
        number, bytes, to - from, samples.timeNs(from), samples.timeNs(to - 1), false);
  }

  /**
   * Joins slices of about the same size, as a counter carries: a point that gets a sample per
   * checkpoint has a few slices, not thousands, and each sample is rewritten a few times only.
   */
  private Bucket compact(PointHead head, Bucket bucket) {
    List<SliceRef> slices = new ArrayList<>(bucket.slices());
    int nextChunk = bucket.nextChunk();
    while (true) {
      int size = sizeClass(slices.getLast().count());
      int from = slices.size();
      while (from > 0 && sizeClass(slices.get(from - 1).count()) <= size) {
        from--;
      }
      if (slices.size() - from < SLICES_PER_SIZE) {
        return bucket.withSlices(slices).withNextChunk(nextChunk);
      }
      List<SliceRef> small = slices.subList(from, slices.size());
      Samples joined = new Samples(head.kind);
      read(small, joined, trace);
      SliceRef slice = slice(nextChunk++, joined, 0, joined.size(), trace);
      small.forEach(each -> head.removals().slice(bucket.number(), each));
      small.clear();
      slices.add(slice);
    }
  }

  private static int sizeClass(int count) {
    return (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(count)) / 3;
  }

  /** Reads slices end to end, with whence they came. */
  private void read(List<SliceRef> slices, Samples into, JournalTrace whence) {
    Samples part = new Samples(into.kind());
    into.clear();
    whence.clear();
    for (SliceRef slice : slices) {
      decoder.samples(slice.bytes(), part);
      decoder.trace(slice.bytes(), into.kind(), partTrace);
      whence.addAll(into.size(), partTrace, part.size());
      into.addAll(part, 0, part.size());
    }
  }

  /** Reads the whole open chunk: slices and active samples. */
  void read(PointHead head, Samples into, JournalTrace whence) {
    Bucket newest = head.newest();
    read(newest == null ? List.of() : newest.slices(), into, whence);
    int at = into.size();
    int count = head.copyActive(head.activeCount(), into);
    head.trace(at, count, whence);
  }

  /**
   * Turns the open chunk into a chunk.
   *
   * @return bytes that the next checkpoint has to write more than before
   */
  int seal(PointHead head) {
    Bucket newest = head.newest();
    if (newest == null || (head.activeCount() == 0 && newest.slices().isEmpty())) {
      return 0;
    }
    Samples samples = new Samples(head.kind, ChunkLimits.TARGET_SAMPLES);
    read(head, samples, trace);
    ChunkRef chunk = chunk(newest.nextChunk(), samples, 0, samples.size(), trace);
    newest.slices().forEach(slice -> head.removals().slice(newest.number(), slice));
    head.beginChange();
    head.clearActive();
    head.setNewest(newest.sealed(chunk));
    freezeLast(head, samples);
    head.endChange();
    return size(chunk);
  }

  /** A sealed chunk of samples {@code from} to before {@code to}. */
  ChunkRef chunk(int number, Samples samples, int from, int to, JournalTrace whence) {
    ChunkStatistics statistics = StatisticsFold.of(samples, from, to);
    return ChunkRef.fresh(
        number, statistics, encoder.encode(samples, from, to, statistics, whence));
  }

  /** A slice of samples from {@code from} on. */
  SliceRef slice(int number, Samples samples, int from, JournalTrace whence) {
    return slice(number, samples, from, samples.size(), whence);
  }

  private static void freezeLast(PointHead head, Samples samples) {
    int last = samples.size() - 1;
    head.setFrozenLast(
        samples.timeNs(last), samples.bits(last), samples.textOrNull(last), samples.quality(last));
  }

  private static int size(ChunkRef chunk) {
    byte[] bytes = chunk.bytes();
    return bytes == null ? 0 : bytes.length;
  }
}
