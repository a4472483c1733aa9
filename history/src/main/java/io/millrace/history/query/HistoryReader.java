package io.millrace.history.query;

import io.millrace.history.chunk.Samples;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.HeadView;
import io.millrace.history.head.Heads;
import io.millrace.history.head.LateView;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.ChunkStore.Order;
import io.millrace.model.sample.Sample;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about points, given by their handles. Thread-safe; an answer holds what was
 * written before the question was asked, late samples included, whether it is in the store or not.
 *
 * <p>All methods throw {@link HistoryException}: {@code HISTORY_QUERY_TOO_LARGE}, {@code
 * HISTORY_QUERY_INVALID}, {@code HISTORY_STORAGE_FAILED} or {@code HISTORY_CLOSED}. Damaged rows do
 * not end an answer; it says what it lacks.
 */
public final class HistoryReader {
  private static final int MAX_ATTEMPTS = 10;

  private final Heads heads;
  private final ChunkStore store;
  private final QuerySettings settings;

  /** A reader of what the heads and the store have. */
  public HistoryReader(Heads heads, ChunkStore store, QuerySettings settings) {
    this.heads = heads;
    this.store = store;
    this.settings = settings;
  }

  private <T extends @Nullable Object> T ask(int point, Function<Timeline, T> question) {
    for (int attempt = 1; ; attempt++) {
      HeadView view = heads.view(point);
      SegmentSamples reader =
          new SegmentSamples(store, view.point(), view.kind(), attempt == MAX_ATTEMPTS);
      try {
        return question.apply(new Timeline(store, view, reader));
      } catch (Vanished e) {
        if (attempt == MAX_ATTEMPTS) {
          throw new AssertionError("The last attempt takes what is missing as damaged.", e);
        }
      }
    }
  }

  /** The kind of a point's values. */
  public ValueKind kind(int point) {
    return heads.kind(point);
  }

  /** The sample with the greatest time; null if the point has none. */
  public @Nullable Sample latest(int point) {
    return latest(new int[] {point}).sample(0);
  }

  /** The latest samples of several points. */
  public LatestSamples latest(int[] points) {
    LatestSamples latest = new LatestSamples(points.length);
    EnumMap<ValueKind, Samples> scratch = new EnumMap<>(ValueKind.class);
    for (int i = 0; i < points.length; i++) {
      ValueKind kind = heads.kind(points[i]);
      Samples sample = scratch.computeIfAbsent(kind, k -> new Samples(k, 1));
      sample.clear();
      if (!heads.latest(points[i], sample)) {
        Samples found = last(points[i], 1).samples();
        sample.addAll(found, 0, found.size());
      }
      if (sample.size() > 0) {
        latest.set(
            i, kind, sample.timeNs(0), sample.bits(0), sample.textOrNull(0), sample.quality(0));
      }
    }
    return latest;
  }

  /** The newest samples of a point, at most {@code count}, the oldest of them first. */
  public SamplePage last(int point, int count) {
    TimeRange always = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);
    SamplePage page = range(point, new RangeRequest(always, true, count, null));
    page.samples().reverse();
    return page;
  }

  /** A page of the samples in a range. */
  public SamplePage range(int point, RangeRequest request) {
    if (request.limit() < 1 || request.limit() > settings.maxSamples()) {
      throw new HistoryException(
          request.limit() < 1
              ? HistoryError.HISTORY_QUERY_INVALID
              : HistoryError.HISTORY_QUERY_TOO_LARGE,
          "A page holds 1 to " + settings.maxSamples() + " samples, not " + request.limit() + ".");
    }
    return ask(point, timeline -> new RangeQuery(timeline, request).answer());
  }

  /** Aggregates of a point over buckets of time. */
  public AggregateAnswer aggregate(int point, AggregateRequest request) {
    if (request.buckets() > settings.maxBuckets()) {
      throw new HistoryException(
          HistoryError.HISTORY_QUERY_TOO_LARGE,
          "An answer holds up to "
              + settings.maxBuckets()
              + " buckets, not "
              + request.buckets()
              + ".");
    }
    return ask(point, timeline -> new AggregateQuery(timeline, request).answer());
  }

  /** When a point had no data. */
  public GapAnswer gaps(int point, GapRequest request) {
    if (request.maxSilenceNs() < 0) {
      throw new HistoryException(
          HistoryError.HISTORY_QUERY_INVALID, "The longest silence that is no gap is negative.");
    }
    return ask(point, timeline -> new GapQuery(timeline, request, settings.maxGaps()).answer());
  }

  /**
   * Whence the samples of a point at a time came.
   *
   * @return one entry per sample with exactly this time, in journal order; late ones that wait to
   *     be merged come last, and may turn out to be duplicates
   */
  public List<SampleOrigin> why(int point, long timeNs) {
    return ask(point, timeline -> why(timeline, timeNs));
  }

  private static List<SampleOrigin> why(Timeline timeline, long timeNs) {
    List<SampleOrigin> origins = new ArrayList<>();
    timeline.visitMerged(
        timeNs,
        timeNs,
        Order.ASCENDING,
        segment -> {
          Samples samples = segment.samples();
          int to = samples.firstAfter(timeNs);
          for (int i = samples.firstAtOrAfter(timeNs); i < to; i++) {
            origins.add(new SampleOrigin(samples.sample(i), segment.trace().spansOf(i)));
          }
          return true;
        });
    LateView late = timeline.late();
    if (late != null) {
      Samples one = new Samples(timeline.reader().kind());
      for (int i = late.firstAtOrAfter(timeNs); i < late.size() && late.timeNs(i) == timeNs; i++) {
        one.clear();
        if (late.copyTo(i, one)) {
          origins.add(new SampleOrigin(one.sample(0), List.of(late.spanOf(i))));
        }
      }
    }
    return origins;
  }
}
