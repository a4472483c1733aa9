package io.millrace.history.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.millrace.history.History;
import io.millrace.history.query.Aggregate;
import io.millrace.history.query.AggregateAnswer;
import io.millrace.history.query.AggregateRequest;
import io.millrace.history.query.PagePosition;
import io.millrace.history.query.RangeRequest;
import io.millrace.history.query.SamplePage;
import io.millrace.model.point.Interpolation;
import io.millrace.model.sample.Sample;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Compares what history answers with what the naive one has. */
final class Answers {
  private static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  private Answers() {}

  /** Everything, page by page. */
  static List<Sample> all(
      History history, int point, TimeRange range, boolean descending, int limit) {
    List<Sample> all = new ArrayList<>();
    PagePosition from = null;
    do {
      SamplePage page =
          history.reader().range(point, new RangeRequest(range, descending, limit, from));
      assertThat(page.damages()).isEmpty();
      for (int i = 0; i < page.samples().size(); i++) {
        all.add(page.samples().sample(i));
      }
      from = page.next();
    } while (from != null);
    return all;
  }

  static void assertSame(HistoryUnderTest test, NaiveHistory naive, int points) {
    for (int point = 0; point < points; point++) {
      List<Sample> expected = naive.samplesOf(point);
      assertSame(all(test.history, point, ALWAYS, false, 7777), expected, "point " + point);
      assertSame(
          all(test.history, point, ALWAYS, true, 3333),
          expected.reversed(),
          "point " + point + ", backwards");
      assertThat(test.history.reader().latest(point))
          .as("latest of point %d", point)
          .isEqualTo(expected.isEmpty() ? null : expected.getLast());
    }
  }

  /** Compares aggregates over some buckets whose edges lie anywhere, also on samples. */
  static void assertSameAggregates(
      HistoryUnderTest test, NaiveHistory naive, int point, RandomGenerator random) {
    List<Sample> samples = naive.samplesOf(point);
    long firstNs = samples.isEmpty() ? 0 : samples.getFirst().timeNs() - Times.HOUR;
    long lastNs = samples.isEmpty() ? Times.DAY : samples.getLast().timeNs() + Times.HOUR;
    TreeSet<Long> chosen = new TreeSet<>(Set.of(firstNs, lastNs));
    for (int i = random.nextInt(20); i > 0; i--) {
      boolean onSample = random.nextBoolean() && !samples.isEmpty();
      chosen.add(
          onSample
              ? samples.get(random.nextInt(samples.size())).timeNs()
              : random.nextLong(firstNs, lastNs));
    }
    if (random.nextBoolean() && chosen.size() > 3) {
      chosen.pollFirst();
      chosen.pollLast();
    }
    long[] edges = chosen.stream().mapToLong(Long::longValue).toArray();
    Interpolation interpolation =
        random.nextBoolean() ? Interpolation.LINEAR : Interpolation.STEPPED;
    long holdUntilNs = lastNs - random.nextLong(2 * Times.HOUR);
    AggregateAnswer answer =
        test.history
            .reader()
            .aggregate(point, new AggregateRequest(edges, interpolation, holdUntilNs));
    NaiveAggregates expected = new NaiveAggregates(samples, interpolation, holdUntilNs);
    assertThat(answer.damages()).isEmpty();
    assertThat(answer.aggregates()).hasSize(edges.length - 1);
    for (Aggregate aggregate : answer.aggregates()) {
      assertThatCode(() -> expected.assertMatches(aggregate))
          .as("%s of point %d: %s", interpolation, point, aggregate)
          .doesNotThrowAnyException();
    }
  }

  /** Says where two lists begin to differ, rather than showing all of them. */
  private static void assertSame(List<Sample> actual, List<Sample> expected, String what) {
    int common = Math.min(actual.size(), expected.size());
    int i = 0;
    while (i < common && actual.get(i).equals(expected.get(i))) {
      i++;
    }
    assertThat(actual.subList(i, Math.min(i + 3, actual.size())))
        .as("samples of %s from %d of %d on", what, i, expected.size())
        .isEqualTo(expected.subList(i, Math.min(i + 3, expected.size())));
  }

  static void assertSameCounts(HistoryUnderTest test, NaiveHistory naive) {
    for (int source = 0; source < RandomOperations.SOURCES; source++) {
      assertThat(test.history.counts(HistoryUnderTest.sourceId(source)))
          .as("counts of source %d", source)
          .isEqualTo(naive.countsOf(source));
    }
  }
}
