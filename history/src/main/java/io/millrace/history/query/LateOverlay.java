package io.millrace.history.query;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.chunk.JournalTrace;
import io.millrace.history.chunk.Samples;
import io.millrace.history.head.LateView;
import io.millrace.history.store.ChunkStore.Order;

/**
 * Lays late samples over segments, on their way to a visitor: a segment that late samples reach
 * into becomes one in memory, and those between segments become one of their own.
 */
final class LateOverlay implements Timeline.Visitor {
  private final SegmentSamples reader;
  private final LateView late;
  private final boolean ascending;
  private final Timeline.Visitor visitor;
  private final Samples nothing;
  // The late samples that were not passed on yet.
  private int from;
  private int to;

  LateOverlay(
      SegmentSamples reader,
      LateView late,
      long fromNs,
      long toNs,
      Order order,
      Timeline.Visitor visitor) {
    this.reader = reader;
    this.late = late;
    this.ascending = order == Order.ASCENDING;
    this.visitor = visitor;
    this.nothing = new Samples(reader.kind());
    this.from = late.firstAtOrAfter(fromNs);
    this.to = firstAfter(toNs);
  }

  @Override
  public boolean visit(Segment segment) {
    int first = late.firstAtOrAfter(segment.firstNs());
    int after = firstAfter(segment.lastNs());
    boolean goesOn =
        ascending ? between(from, Math.min(first, to)) : between(Math.max(after, from), to);
    if (!goesOn) {
      return false;
    }
    if (ascending) {
      from = Math.max(from, after);
    } else {
      to = Math.min(to, first);
    }
    if (first >= after || !segment.hasSamples()) {
      return visitor.visit(segment);
    }
    return merged(segment.bucket(), segment.samples(), first, after);
  }

  /** Passes on the late samples beyond the last segment. */
  void finish() {
    between(from, to);
  }

  private boolean between(int first, int after) {
    return first >= after
        || merged(ChunkLimits.bucketOf(late.timeNs(first)), nothing, first, after);
  }

  private boolean merged(int bucket, Samples existing, int first, int after) {
    Samples merged = new Samples(reader.kind());
    late.merge(existing, first, after, merged);
    return merged.size() == 0
        || visitor.visit(Segment.of(reader, bucket, merged, JournalTrace::new));
  }

  private int firstAfter(long timeNs) {
    return timeNs == Long.MAX_VALUE ? late.size() : late.firstAtOrAfter(timeNs + 1);
  }
}
