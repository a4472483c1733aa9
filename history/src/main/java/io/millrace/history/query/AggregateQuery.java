package io.millrace.history.query;

import io.millrace.history.chunk.ChunkStatistics;
import io.millrace.history.chunk.Samples;
import io.millrace.history.chunk.StatisticsFold;
import io.millrace.history.store.ChunkStore.Order;
import io.millrace.model.sample.ValueKind;
import org.jspecify.annotations.Nullable;

/** Aggregates of one point over buckets of time. */
final class AggregateQuery {
  /** How many segments are looked through for a usable value before the first bucket. */
  private static final int MAX_SEGMENTS_BEFORE = 64;

  private final Timeline timeline;
  private final AggregateRequest request;
  private final AggregateFold fold;
  private final long fromNs;
  private final long toNs;

  AggregateQuery(Timeline timeline, AggregateRequest request) {
    long[] edges = request.edges();
    this.timeline = timeline;
    this.request = request;
    this.fold = new AggregateFold(timeline.reader().kind(), request.interpolation(), edges);
    this.fromNs = edges[0];
    this.toNs = edges[edges.length - 1];
  }

  AggregateAnswer answer() {
    before();
    timeline.visit(
        fromNs,
        toNs - 1,
        Order.ASCENDING,
        segment -> {
          inside(segment);
          return true;
        });
    after();
    return new AggregateAnswer(fold.aggregates(), timeline.reader().damages());
  }

  private void inside(Segment segment) {
    if (!segment.isInMemory() && fold.canTake(segment.statistics())) {
      fold.add(segment.statistics(), false);
      return;
    }
    Samples samples = segment.samples();
    if (samples.size() > 0) {
      fold.addAll(samples);
    } else {
      fold.add(segment.statistics(), true);
    }
  }

  /** Takes the last sample and the last usable one before the first bucket. */
  private void before() {
    if (fromNs == Long.MIN_VALUE) {
      return;
    }
    int[] seen = {0};
    timeline.visit(
        Long.MIN_VALUE,
        fromNs - 1,
        Order.DESCENDING,
        segment -> {
          ChunkStatistics statistics = before(segment);
          boolean enough = statistics != null && fold.addBefore(statistics);
          return !enough && ++seen[0] < MAX_SEGMENTS_BEFORE;
        });
  }

  /** The statistics of that part of a segment that lies before the first bucket. */
  private @Nullable ChunkStatistics before(Segment segment) {
    boolean whole = segment.lastNs() < fromNs;
    if (whole && timeline.reader().kind() != ValueKind.TEXT) {
      return segment.statistics();
    }
    Samples samples = segment.samples();
    if (samples.size() == 0) {
      return whole ? segment.statistics() : null;
    }
    int end = samples.firstAtOrAfter(fromNs);
    return end == 0 ? null : StatisticsFold.of(samples, 0, end);
  }

  /** Takes the next sample after the last bucket, since the way to it begins inside. */
  private void after() {
    boolean[] found = {false};
    timeline.visit(
        toNs,
        Long.MAX_VALUE,
        Order.ASCENDING,
        segment -> {
          // One that begins earlier is cut by the last edge, and was followed beyond it.
          ChunkStatistics.End first = segment.statistics().first();
          if (first.timeNs() >= toNs) {
            fold.end(first.timeNs(), first.bits(), first.quality());
          }
          found[0] = true;
          return false;
        });
    if (!found[0]) {
      fold.endWithout(request.holdUntilNs());
    }
  }
}
