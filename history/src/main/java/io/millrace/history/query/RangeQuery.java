package io.millrace.history.query;

import io.millrace.history.chunk.Samples;
import io.millrace.history.store.ChunkStore.Order;
import org.jspecify.annotations.Nullable;

/** One page of the samples of one point. */
final class RangeQuery {
  private final Timeline timeline;
  private final RangeRequest request;
  private final Samples page;
  private @Nullable PagePosition next;
  // How many samples with the time at which the page begins are still to be passed over.
  private int toSkip;

  RangeQuery(Timeline timeline, RangeRequest request) {
    this.timeline = timeline;
    this.request = request;
    this.page = new Samples(timeline.reader().kind());
    PagePosition from = request.from();
    this.toSkip = from == null ? 0 : from.skipped();
  }

  SamplePage answer() {
    long firstNs = request.range().fromNs();
    long endNs = request.range().toNs();
    // The last nanosecond of time belongs to a range that goes on for ever.
    long lastNs = endNs == Long.MAX_VALUE ? endNs : endNs - 1;
    PagePosition from = request.from();
    if (from != null && request.descending()) {
      lastNs = Math.min(lastNs, from.timeNs());
    } else if (from != null) {
      firstNs = Math.max(firstNs, from.timeNs());
    }
    boolean isEmpty = endNs == Long.MIN_VALUE || firstNs > lastNs;
    if (!isEmpty) {
      read(firstNs, lastNs);
    }
    return new SamplePage(page, next, timeline.reader().damages());
  }

  private void read(long firstNs, long lastNs) {
    Order order = request.descending() ? Order.DESCENDING : Order.ASCENDING;
    timeline.visit(
        firstNs,
        lastNs,
        order,
        segment -> {
          Samples samples = segment.samples();
          int from = samples.firstAtOrAfter(firstNs);
          int to = samples.firstAfter(lastNs);
          if (request.descending()) {
            for (int i = to - 1; i >= from && next == null; i--) {
              take(samples, i);
            }
          } else {
            for (int i = from; i < to && next == null; i++) {
              take(samples, i);
            }
          }
          return next == null;
        });
  }

  private void take(Samples samples, int i) {
    PagePosition from = request.from();
    if (toSkip > 0 && from != null && samples.timeNs(i) == from.timeNs()) {
      toSkip--;
    } else if (page.size() < request.limit()) {
      page.add(samples, i);
    } else {
      next = new PagePosition(samples.timeNs(i), samplesOfTime(samples.timeNs(i)));
    }
  }

  /** How many samples with a time this page and those before have. */
  private int samplesOfTime(long timeNs) {
    int count = 0;
    while (count < page.size() && page.timeNs(page.size() - 1 - count) == timeNs) {
      count++;
    }
    PagePosition from = request.from();
    if (count == page.size() && from != null && from.timeNs() == timeNs) {
      return count + from.skipped();
    }
    return count;
  }
}
