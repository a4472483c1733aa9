package io.millrace.history.query;

import io.millrace.history.HistoryException;
import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.chunk.Samples;
import io.millrace.history.head.Bucket;
import io.millrace.history.head.HeadView;
import io.millrace.history.head.LateView;
import io.millrace.history.head.SliceRef;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.ChunkStore.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a point as segments in order of time: pages of the store, buckets that
 * memory has otherwise, the open chunk, and late samples laid over all of that. Serves one
 * question.
 */
final class Timeline {
  private final ChunkStore store;
  private final HeadView view;
  private final SegmentSamples reader;
  private final @Nullable Samples open;

  Timeline(ChunkStore store, HeadView view, SegmentSamples reader) {
    this.store = store;
    this.view = view;
    this.reader = reader;
    this.open = readOpenChunk();
  }

  /** Receives segments. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Takes a segment.
     *
     * @return whether to go on
     */
    boolean visit(Segment segment);
  }

  private @Nullable Samples readOpenChunk() {
    Bucket newest = view.newest();
    Samples all = new Samples(view.kind());
    Samples part = new Samples(view.kind());
    for (SliceRef slice : newest == null ? List.<SliceRef>of() : newest.slices()) {
      try {
        reader.decode(slice.bytes(), part);
        all.addAll(part, 0, part.size());
      } catch (HistoryException e) {
        reader.note(e, slice.firstNs(), slice.lastNs());
      }
    }
    all.addAll(view.active(), 0, view.active().size());
    return all.size() == 0 ? null : all;
  }

  SegmentSamples reader() {
    return reader;
  }

  /**
   * Visits the segments that have samples between two inclusive times; at the ends they may reach
   * beyond.
   */
  void visit(long fromNs, long toNs, Order order, Visitor visitor) {
    Bucket newest = view.newest();
    if (newest == null || fromNs > toNs) {
      return;
    }
    int first = ChunkLimits.bucketOf(fromNs);
    int last = Math.min(ChunkLimits.bucketOf(toNs), newest.number());
    if (first > last) {
      return;
    }
    LateView late = view.late();
    if (late == null) {
      new TimelineWalk(store, view, open, reader, fromNs, toNs, order, visitor)
          .through(first, last);
      return;
    }
    LateOverlay overlay = new LateOverlay(reader, late, fromNs, toNs, order, visitor);
    boolean goesOn =
        new TimelineWalk(store, view, open, reader, fromNs, toNs, order, overlay)
            .through(first, last);
    if (goesOn) {
      overlay.finish();
    }
  }
}
