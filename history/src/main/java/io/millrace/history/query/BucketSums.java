package io.millrace.history.query;

import io.millrace.history.chunk.ChunkStatistics;
import io.millrace.history.chunk.ChunkStatistics.End;
import io.millrace.history.chunk.ChunkStatistics.OfNumbers;
import io.millrace.history.chunk.Numbers;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleValue;
import io.millrace.model.sample.ValueKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is summed up for one bucket of an answer. */
final class BucketSums {
  private static final double NS_PER_SECOND = 1e9;

  /** Different states that one bucket lists at most; those that came first stay. */
  private static final int MAX_STATES = 1000;

  private final ValueKind kind;
  private long count;
  private long goodCount;
  private long usableCount;
  private @Nullable End first;
  private @Nullable End last;
  private long coveredNs;
  private long minBits;
  private long minTimeNs;
  private long maxBits;
  private long maxTimeNs;
  private double sum;
  private double integral;
  private double increase;
  private boolean approximate;
  private final Map<SampleValue, Long> states = new HashMap<>();

  BucketSums(ValueKind kind) {
    this.kind = kind;
  }

  /** Adds a sample of a kind that is not numeric. */
  void addState(End sample) {
    count++;
    goodCount += Quality.isGood(sample.quality()) ? 1 : 0;
    addEnds(sample, sample);
  }

  private void addEnds(End newFirst, End newLast) {
    first = first == null ? newFirst : first;
    last = newLast;
  }

  void addStatistics(ChunkStatistics statistics, boolean linear) {
    count += statistics.count();
    goodCount += statistics.goodCount();
    coveredNs += statistics.coveredNs();
    addEnds(statistics.first(), statistics.last());
    OfNumbers numbers = statistics.numbers();
    if (numbers != null) {
      extremes(numbers.minBits(), numbers.minTimeNs(), numbers.maxBits(), numbers.maxTimeNs());
      sum += numbers.sum();
      increase += numbers.increase();
      integral += linear ? numbers.linearIntegral() : numbers.steppedIntegral();
      usableCount += statistics.usableCount();
    }
    List<ChunkStatistics.StateDuration> durations = statistics.states();
    if (durations != null) {
      for (ChunkStatistics.StateDuration each : durations) {
        addStateTime(each.bits(), each.text(), each.durationNs());
      }
    }
  }

  private void extremes(long lowBits, long lowTimeNs, long highBits, long highTimeNs) {
    if (usableCount == 0 || Numbers.compare(kind, lowBits, minBits) < 0) {
      minBits = lowBits;
      minTimeNs = lowTimeNs;
    }
    if (usableCount == 0 || Numbers.compare(kind, highBits, maxBits) > 0) {
      maxBits = highBits;
      maxTimeNs = highTimeNs;
    }
  }

  void addIncrease(double more) {
    increase += more;
  }

  /** Adds a time in which the value went straight from one number to another. */
  void addCovered(long durationNs, double from, double to) {
    coveredNs += durationNs;
    integral += (from * 0.5 + to * 0.5) * (durationNs / NS_PER_SECOND);
  }

  /** Adds a time in which a state held. */
  void addStateTime(long bits, @Nullable String text, long durationNs) {
    if (durationNs > 0 && kind != ValueKind.RECORD) {
      SampleValue state = value(bits, text);
      if (states.size() < MAX_STATES || states.containsKey(state)) {
        states.merge(state, durationNs, Long::sum);
      }
    }
  }

  void addCovered(long durationNs) {
    coveredNs += durationNs;
  }

  void markApproximate() {
    approximate = true;
  }

  private @Nullable Sample sample(@Nullable End end) {
    return end == null || kind == ValueKind.RECORD
        ? null
        : new Sample(end.timeNs(), value(end.bits(), end.text()), end.quality());
  }

  private SampleValue value(long bits, @Nullable String text) {
    return kind.isText()
        ? SampleValue.ofText(kind, text == null ? "" : text)
        : SampleValue.ofBits(kind, bits);
  }

  Aggregate aggregate(long fromNs, long toNs) {
    return new Aggregate(
        fromNs,
        toNs,
        count,
        goodCount,
        sample(first),
        sample(last),
        coveredNs,
        kind.isNumeric() ? numbers() : null,
        stateTimes(),
        approximate);
  }

  private Aggregate.OfNumbers numbers() {
    boolean any = usableCount > 0;
    return new Aggregate.OfNumbers(
        usableCount,
        any ? SampleValue.ofBits(kind, minBits) : null,
        minTimeNs,
        any ? SampleValue.ofBits(kind, maxBits) : null,
        maxTimeNs,
        sum,
        any ? sum / usableCount : Double.NaN,
        integral,
        coveredNs > 0 ? integral / (coveredNs / NS_PER_SECOND) : Double.NaN,
        increase);
  }

  private List<Aggregate.StateTime> stateTimes() {
    List<Aggregate.StateTime> times = new ArrayList<>(states.size());
    states.forEach((value, durationNs) -> times.add(new Aggregate.StateTime(value, durationNs)));
    times.sort(
        Comparator.comparingLong(Aggregate.StateTime::durationNs)
            .reversed()
            .thenComparing(each -> each.value().toString()));
    return times;
  }
}
