package io.millrace.history.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.History;
import io.millrace.history.query.PagePosition;
import io.millrace.history.query.RangeRequest;
import io.millrace.history.query.SamplePage;
import io.millrace.model.sample.Sample;
import io.millrace.model.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

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
