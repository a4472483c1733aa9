package io.millrace.bench.mqtt;

import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Durability;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalItem;
import io.millrace.journal.JournalState;
import io.millrace.journal.JournalStatistics;
import io.millrace.journal.Lag;
import io.millrace.journal.LagPolicy;
import io.millrace.journal.Lane;
import io.millrace.journal.ReaderRegistration;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.RecordFilter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A journal that keeps nothing and calls it durable after a set time, on a thread of its own. What
 * is measured over it is the front alone.
 */
final class DiscardingJournal implements Journal {
  private static final int LIVE_PARTITION = 0;

  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("discarding-journal").daemon().unstarted(task));
  private final AtomicLong records = new AtomicLong();
  private final long syncUs;

  /**
   * A journal.
   *
   * @param syncUs how long it takes to call a batch durable, in microseconds
   */
  DiscardingJournal(long syncUs) {
    this.syncUs = syncUs;
  }

  @Override
  public CompletableFuture<Cursor> append(RecordBatch batch) {
    CompletableFuture<Cursor> done = new CompletableFuture<>();
    writer.schedule(
        () -> done.complete(Cursor.START.with(LIVE_PARTITION, records.addAndGet(batch.size()))),
        syncUs,
        TimeUnit.MICROSECONDS);
    return done;
  }

  @Override
  public List<Integer> partitions(Lane lane) {
    return List.of(
        switch (lane) {
          case LIVE -> LIVE_PARTITION;
          case BULK -> LIVE_PARTITION + 1;
          case CONTEXT -> LIVE_PARTITION + 2;
        });
  }

  @Override
  public Cursor durableEnd() {
    return Cursor.START.with(LIVE_PARTITION, records.get());
  }

  @Override
  public Cursor oldest() {
    return durableEnd();
  }

  @Override
  public BlockReader read(List<Integer> partitions, Cursor from, RecordFilter filter) {
    return new EmptyReader(from);
  }

  /** Finds nothing, ever. */
  private record EmptyReader(Cursor cursor, Semaphore woken) implements BlockReader {
    EmptyReader(Cursor cursor) {
      this(cursor, new Semaphore(0));
    }

    @Override
    public @Nullable JournalItem poll() {
      return null;
    }

    @Override
    public @Nullable JournalItem poll(Duration timeout) throws InterruptedException {
      if (woken.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        woken.drainPermits();
      }
      return null;
    }

    @Override
    public void wakeup() {
      woken.release();
    }

    @Override
    public void close() {}
  }

  @Override
  public ReaderRegistration register(
      String reader, List<Integer> partitions, LagPolicy policy, Cursor committed) {
    return new ReaderRegistration() {
      @Override
      public void progress(Cursor applied, Cursor committedNow) {}

      @Override
      public void close() {}
    };
  }

  @Override
  public void forget(String reader) {}

  @Override
  public Lag lag(List<Integer> partitions, Cursor from) {
    return Lag.NONE;
  }

  @Override
  public JournalStatistics statistics() {
    return new JournalStatistics(
        JournalState.OPEN,
        "",
        0,
        durability(),
        List.of(),
        List.of(),
        JournalStatistics.LogStatistics.NONE,
        JournalStatistics.HealthStatistics.NONE);
  }

  @Override
  public Durability durability() {
    return new Durability.NotDurable();
  }

  @Override
  public void close() {
    writer.shutdownNow();
  }
}
