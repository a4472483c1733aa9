package io.millrace.history.query;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.head.Bucket;
import io.millrace.history.head.HeadView;
import io.millrace.history.head.LateView;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.ChunkStore.Order;
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
  private final OpenSamples open;

  Timeline(ChunkStore store, HeadView view, SegmentSamples reader) {
    this.store = store;
    this.view = view;
    this.reader = reader;
    this.open = new OpenSamples(view, reader);
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

  SegmentSamples reader() {
    return reader;
  }

  /**
   * Visits the segments that have samples between two inclusive times; at the ends they may reach
   * beyond.
   */
  void visit(long fromNs, long toNs, Order order, Visitor visitor) {
    LateView late = view.late();
    if (late == null) {
      visitMerged(fromNs, toNs, order, visitor);
      return;
    }
    LateOverlay overlay = new LateOverlay(reader, late, fromNs, toNs, order, visitor);
    if (visitMerged(fromNs, toNs, order, overlay)) {
      overlay.finish();
    }
  }

  /**
   * As {@link #visit}, without the late samples that wait to be merged.
   *
   * @return whether the visitor wanted all
   */
  boolean visitMerged(long fromNs, long toNs, Order order, Visitor visitor) {
    Bucket newest = view.newest();
    if (newest == null || fromNs > toNs) {
      return true;
    }
    int first = ChunkLimits.bucketOf(fromNs);
    int last = Math.min(ChunkLimits.bucketOf(toNs), newest.number());
    return first > last
        || new TimelineWalk(store, view, open, reader, fromNs, toNs, order, visitor)
            .through(first, last);
  }

  /** The late samples that wait to be merged; null if there are none. */
  @Nullable LateView late() {
    return view.late();
  }
}
