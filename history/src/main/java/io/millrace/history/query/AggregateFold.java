package io.millrace.history.query;

import io.millrace.history.chunk.ChunkStatistics;
import io.millrace.history.chunk.Numbers;
import io.millrace.history.chunk.Samples;
import io.millrace.history.chunk.StatisticsFold;
import io.millrace.model.point.Interpolation;
import io.millrace.model.sample.ValueKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds samples and statistics, by ascending time, into buckets. Between two of them it knows what
 * the value was, and divides that time where the edges of buckets cut it.
 */
final class AggregateFold {
  private final ValueKind kind;
  private final boolean linear;
  private final long[] edges;
  private final BucketSums[] buckets;
  // The bucket in which the last sample lies, or the first one while all lie before it.
  private int current;

  private boolean hasLast;
  private boolean lastUsable;
  private long lastNs;
  private long lastBits;
  private @Nullable String lastText;
  private boolean hasLastUsable;
  private long lastUsableBits;

  AggregateFold(ValueKind kind, Interpolation interpolation, long[] edges) {
    this.kind = kind;
    this.linear = interpolation == Interpolation.LINEAR && kind.isNumeric();
    this.edges = edges;
    this.buckets = new BucketSums[edges.length - 1];
    for (int b = 0; b < buckets.length; b++) {
      buckets[b] = new BucketSums(kind);
    }
  }

  /**
   * Takes what came before the first bucket, the latest first; it reaches into the buckets.
   *
   * @return whether nothing earlier can matter
   */
  boolean addBefore(ChunkStatistics statistics) {
    if (!hasLast) {
      remember(statistics.last());
    }
    ChunkStatistics.OfNumbers numbers = statistics.numbers();
    if (numbers != null) {
      hasLastUsable = true;
      lastUsableBits = numbers.lastBits();
    }
    return numbers != null || !kind.isNumeric();
  }

  private void remember(ChunkStatistics.End last) {
    hasLast = true;
    lastNs = last.timeNs();
    lastBits = last.bits();
    lastText = last.text();
    lastUsable = Numbers.isUsable(kind, last.bits(), last.quality());
  }

  /** Takes those samples that lie in a bucket, and the first one after the last bucket. */
  void addAll(Samples samples) {
    int from = samples.firstAtOrAfter(edges[0]);
    int to = samples.firstAtOrAfter(edges[edges.length - 1]);
    int start = from;
    while (start < to) {
      int end = Math.min(to, samples.firstAtOrAfter(edges[bucketOf(samples.timeNs(start)) + 1]));
      if (kind.isNumeric()) {
        add(StatisticsFold.of(samples, start, end), false);
      } else {
        addStates(samples, start, end);
      }
      start = end;
    }
    if (to < samples.size()) {
      until(samples.timeNs(to), isUsable(samples, to), samples.bits(to));
      hasLast = false;
    }
  }

  /** Takes samples of one bucket one by one: statistics would pass over long texts. */
  private void addStates(Samples samples, int from, int to) {
    for (int i = from; i < to; i++) {
      until(samples.timeNs(i), false, 0);
      moveTo(samples.timeNs(i));
      ChunkStatistics.End sample =
          new ChunkStatistics.End(
              samples.timeNs(i), samples.bits(i), samples.textOrNull(i), samples.quality(i));
      buckets[current].addState(sample);
      remember(sample);
    }
  }

  private boolean isUsable(Samples samples, int i) {
    return Numbers.isUsable(kind, samples.bits(i), samples.quality(i));
  }

  private void rise(BucketSums bucket, long bits) {
    if (hasLastUsable) {
      bucket.addIncrease(Numbers.increase(kind, lastUsableBits, bits));
    }
    hasLastUsable = true;
  }

  /**
   * Whether statistics can stand for the samples: all lie in one bucket, and nothing is missing.
   */
  boolean canTake(ChunkStatistics statistics) {
    long firstNs = statistics.first().timeNs();
    if (firstNs < edges[0]) {
      return false;
    }
    boolean complete =
        switch (kind) {
          case INT64, UINT64, DOUBLE, RECORD -> true;
          case BOOLEAN, ENUMERATION -> statistics.states() != null;
          case TEXT ->
              statistics.states() != null
                  && statistics.first().text() != null
                  && statistics.last().text() != null;
        };
    return complete && statistics.last().timeNs() < edges[bucketOf(firstNs) + 1];
  }

  /**
   * Takes statistics for samples that lie in one bucket.
   *
   * @param approximate whether they do not, and count whole where the first one lies
   */
  void add(ChunkStatistics statistics, boolean approximate) {
    ChunkStatistics.End first = statistics.first();
    ChunkStatistics.End last = statistics.last();
    if (first.timeNs() >= edges[edges.length - 1] || last.timeNs() < edges[0]) {
      return;
    }
    boolean firstUsable = Numbers.isUsable(kind, first.bits(), first.quality());
    until(first.timeNs(), firstUsable, first.bits());
    moveTo(Math.max(first.timeNs(), edges[0]));
    BucketSums bucket = buckets[current];
    ChunkStatistics.OfNumbers numbers = statistics.numbers();
    if (numbers != null) {
      rise(bucket, numbers.firstBits());
      lastUsableBits = numbers.lastBits();
    }
    bucket.addStatistics(statistics, linear);
    if (approximate) {
      bucket.markApproximate();
    }
    remember(last);
  }

  /** Takes the next sample after the last bucket, of which only the way to it counts. */
  void end(long timeNs, long bits, int quality) {
    until(timeNs, Numbers.isUsable(kind, bits, quality), bits);
    hasLast = false;
  }

  /** Says that there is no next sample, and until when the last value holds. */
  void endWithout(long holdUntilNs) {
    until(holdUntilNs, false, 0);
    hasLast = false;
  }

  /** The time from the last sample to the next: the value held, or went straight there. */
  private void until(long nextNs, boolean nextUsable, long nextBits) {
    if (!hasLast || !lastUsable || nextNs <= lastNs) {
      return;
    }
    double before = kind.isNumeric() ? Numbers.toDouble(kind, lastBits) : 0;
    boolean straight = linear && nextUsable;
    double after = straight ? Numbers.toDouble(kind, nextBits) : before;
    long fromNs = Math.max(lastNs, edges[0]);
    long toNs = Math.min(nextNs, edges[edges.length - 1]);
    for (int b = current; b < buckets.length && fromNs < toNs; b++) {
      long endNs = Math.min(toNs, edges[b + 1]);
      if (endNs > fromNs) {
        long durationNs = endNs - fromNs;
        if (kind.isNumeric()) {
          double start = between(before, after, fromNs, nextNs);
          double stop = between(before, after, endNs, nextNs);
          buckets[b].addCovered(durationNs, start, stop);
        } else {
          buckets[b].addCovered(durationNs);
          buckets[b].addStateTime(lastBits, lastText, durationNs);
        }
        fromNs = endNs;
      }
    }
  }

  /** The value at a time on the way from the last sample to the next. */
  private double between(double before, double after, long timeNs, long nextNs) {
    if (before == after) {
      return before;
    }
    double share = (double) (timeNs - lastNs) / (nextNs - lastNs);
    return before * (1 - share) + after * share;
  }

  private void moveTo(long timeNs) {
    while (timeNs >= edges[current + 1]) {
      current++;
    }
  }

  private int bucketOf(long timeNs) {
    int b = current;
    while (b < buckets.length - 1 && timeNs >= edges[b + 1]) {
      b++;
    }
    return b;
  }

  List<Aggregate> aggregates() {
    List<Aggregate> aggregates = new ArrayList<>(buckets.length);
    for (int b = 0; b < buckets.length; b++) {
      aggregates.add(buckets[b].aggregate(edges[b], edges[b + 1]));
    }
    return aggregates;
  }
}
