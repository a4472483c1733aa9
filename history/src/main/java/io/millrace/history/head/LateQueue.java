package io.millrace.history.head;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.HeadWriter.Settlement;
import io.millrace.model.point.SameTimePolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Late samples of all points on their way to be merged. Serves the writer's thread. */
final class LateQueue {
  private static final Logger log = LoggerFactory.getLogger(LateQueue.class);

  private final HeadTable heads;
  private final LateMerge lateMerge;
  private final Settlement settlement;
  private final SourceCounters counters;
  private final Unsaved unsaved;
  private final int limit;
  private final List<PointHead> waiting = new ArrayList<>();
  private int samples;

  LateQueue(
      HeadTable heads,
      LateMerge lateMerge,
      Settlement settlement,
      SourceCounters counters,
      Unsaved unsaved,
      int limit) {
    this.heads = heads;
    this.lateMerge = lateMerge;
    this.settlement = settlement;
    this.counters = counters;
    this.unsaved = unsaved;
    this.limit = limit;
  }

  /** Merges what waits if it is too much to let more in. */
  void makeRoom() {
    if (samples >= limit) {
      settlement.settle();
      mergeAll();
    }
  }

  void add(
      PointHead head,
      long timeNs,
      long bits,
      @Nullable String text,
      int quality,
      boolean removal,
      int source,
      int partition,
      long offset) {
    LateSamples late = roomFor(head);
    late.add(timeNs, bits, text, quality, removal, source, partition, offset);
    samples++;
    if (!head.setAwaitsMerge(true)) {
      waiting.add(head);
    }
    if (late.size() % ChunkLimits.TARGET_SAMPLES == 0) {
      try {
        settlement.settle();
        merge(head);
      } catch (HistoryException e) {
        // They wait on. The next write asks for room before it takes anything, and reports it then.
        log.warn("Late samples of point {} wait, since the store failed.", head.point, e);
      }
    }
  }

  private static LateSamples roomFor(PointHead head) {
    LateSamples late = head.late();
    if (late != null && !late.isFull()) {
      return late;
    }
    head.beginChange();
    if (late == null) {
      late = new LateSamples(head.kind);
      head.setLate(late);
    } else {
      late.grow();
    }
    head.endChange();
    return late;
  }

  /** Merges what waits of a point; all that was handed to the store must be there. */
  void merge(PointHead head) {
    LateSamples late = head.late();
    int count = late == null ? 0 : late.size();
    SameTimePolicy policy = heads.traits(head.handle).sameTimePolicy();
    unsaved.addBytes(
        lateMerge.merge(head, policy, (source, fate) -> counters.add(source, fate, 1)));
    samples -= count;
  }

  /** Merges what waits of all points. */
  void mergeAll() {
    while (!waiting.isEmpty()) {
      PointHead head = waiting.getLast();
      merge(head);
      head.setAwaitsMerge(false);
      waiting.removeLast();
    }
  }
}
