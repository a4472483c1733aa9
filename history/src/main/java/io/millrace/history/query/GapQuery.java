package io.millrace.history.query;

import io.millrace.history.chunk.Numbers;
import io.millrace.history.chunk.Samples;
import io.millrace.history.store.ChunkStore.Order;

/** When one point had no data. */
final class GapQuery {
  private final Timeline timeline;
  private final GapFold fold;
  private final long fromNs;
  private final long toNs;

  GapQuery(Timeline timeline, GapRequest request, int limit) {
    this.timeline = timeline;
    this.fold = new GapFold(request, limit);
    this.fromNs = request.range().fromNs();
    this.toNs = request.range().toNs();
  }

  GapAnswer answer() {
    before();
    timeline.visit(
        fromNs,
        toNs - 1,
        Order.ASCENDING,
        segment -> {
          inside(segment);
          return !fold.isFull();
        });
    after();
    return fold.answer(timeline.reader().damages());
  }

  private void inside(Segment segment) {
    boolean whole = segment.firstNs() >= fromNs && segment.lastNs() < toNs;
    if (whole && !segment.isInMemory() && fold.canTake(segment.statistics())) {
      fold.add(segment.statistics());
      return;
    }
    Samples samples = segment.samples();
    if (samples.size() > 0) {
      fold.addAll(samples, samples.firstAtOrAfter(fromNs), samples.size());
    } else {
      fold.add(segment.statistics());
    }
  }

  /** Takes the last sample before, or the markers that stand last before. */
  private void before() {
    if (fromNs == Long.MIN_VALUE) {
      return;
    }
    timeline.visit(
        Long.MIN_VALUE,
        fromNs - 1,
        Order.DESCENDING,
        segment -> {
          Samples samples = segment.samples();
          int end = samples.firstAtOrAfter(fromNs);
          int start = end - 1;
          while (start > 0 && isMarker(samples, start) && isMarker(samples, start - 1)) {
            start--;
          }
          if (end > 0) {
            fold.addAll(samples, start, end);
          }
          return end == 0;
        });
  }

  private static boolean isMarker(Samples samples, int i) {
    return Numbers.isNoCommunication(samples.quality(i));
  }

  private void after() {
    boolean[] found = {false};
    timeline.visit(
        toNs,
        Long.MAX_VALUE,
        Order.ASCENDING,
        segment -> {
          if (segment.firstNs() >= toNs) {
            Samples samples = segment.samples();
            fold.addAll(samples, 0, Math.min(1, samples.size()));
          }
          found[0] = true;
          return false;
        });
    if (!found[0]) {
      fold.end();
    }
  }
}
