package io.millrace.pipeline.history;

import io.millrace.journal.reader.Fed;
import io.millrace.journal.reader.FeedReader;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import io.millrace.pipeline.decode.DecodedItem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The history reader's feed, with some retention between batches: on the reader's thread, since
 * that is history's one writer, and for a small share of its time.
 */
final class RetentionFeed implements FeedReader<DecodedItem> {
  /** So many times as long as a step took, nothing more is done: a tenth of the time in all. */
  private static final int PAUSE_FACTOR = 9;

  private static final long LEAST_PAUSE_NS = Times.MS;

  private final FeedReader<DecodedItem> inner;
  private final Retention retention;
  private final HistoryStore store;
  private final NanoClock clock;
  private long pauseUntilNs;

  RetentionFeed(
      FeedReader<DecodedItem> inner, Retention retention, HistoryStore store, NanoClock clock) {
    this.inner = inner;
    this.retention = retention;
    this.store = store;
    this.clock = clock;
    this.pauseUntilNs = clock.monotonicNs();
  }

  @Override
  public @Nullable Fed<DecodedItem> poll(Duration timeout) throws InterruptedException {
    if (leftNs() <= 0) {
      work();
    }
    long leftNs = Math.max(0, leftNs());
    return inner.poll(leftNs < timeout.toNanos() ? Duration.ofNanos(leftNs) : timeout);
  }

  private long leftNs() {
    return Math.max(retention.leftNs(), pauseUntilNs - clock.monotonicNs());
  }

  private void work() {
    long begun = clock.monotonicNs();
    if (!store.isCheckpointUnderWay()) { // or it would be waited for
      retention.step();
      store.checkpointIfDue();
    }
    long took = clock.monotonicNs() - begun;
    pauseUntilNs = begun + took + Math.max(LEAST_PAUSE_NS, PAUSE_FACTOR * took);
  }

  @Override
  public void wakeup() {
    inner.wakeup();
  }

  @Override
  public void close() {
    inner.close();
  }
}
