package io.millrace.bench.pipeline;

import io.millrace.journal.Block;
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
import org.jspecify.annotations.Nullable;

/**
 * A journal whose live lane holds generated blocks, as many as it was told to, and whose context
 * lane holds one. It stores nothing and takes nothing in; what is measured over it is what comes
 * behind a journal.
 */
final class GeneratedJournal implements Journal {
  static final int LIVE = 0;
  static final int BULK = 1;
  static final int CONTEXT = 2;

  private final Block context;
  private final MessageBlocks blocks;
  private long liveBlocks;

  GeneratedJournal(Block context, MessageBlocks blocks) {
    this.context = context;
    this.blocks = blocks;
  }

  /** The live lane has so many blocks now. */
  synchronized Cursor growTo(long newLiveBlocks) {
    liveBlocks = newLiveBlocks;
    notifyAll();
    return durableEnd();
  }

  @Override
  public CompletableFuture<Cursor> append(RecordBatch batch) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException("A generated journal takes nothing in."));
  }

  @Override
  public List<Integer> partitions(Lane lane) {
    return List.of(
        switch (lane) {
          case LIVE -> LIVE;
          case BULK -> BULK;
          case CONTEXT -> CONTEXT;
        });
  }

  @Override
  public synchronized Cursor durableEnd() {
    return Cursor.START
        .with(LIVE, liveBlocks * MessageBlocks.MESSAGES)
        .with(CONTEXT, context.nextOffset());
  }

  @Override
  public Cursor oldest() {
    return Cursor.START;
  }

  @Override
  public BlockReader read(List<Integer> partitions, Cursor from, RecordFilter filter) {
    return new Reader(partitions, from);
  }

  /** Generates as it reads. */
  private final class Reader implements BlockReader {
    private final List<Integer> partitions;
    private Cursor cursor;
    private boolean woken;

    Reader(List<Integer> partitions, Cursor from) {
      this.partitions = partitions;
      this.cursor = from;
    }

    @Override
    public @Nullable JournalItem poll() {
      if (partitions.contains(CONTEXT) && cursor.next(CONTEXT) < context.nextOffset()) {
        cursor = cursor.with(CONTEXT, context.nextOffset());
        return context;
      }
      if (!partitions.contains(LIVE) || cursor.next(LIVE) >= durableEnd().next(LIVE)) {
        return null;
      }
      Block next = blocks.block(cursor.next(LIVE) / MessageBlocks.MESSAGES);
      cursor = cursor.with(LIVE, next.nextOffset());
      return next;
    }

    @Override
    public @Nullable JournalItem poll(Duration timeout) throws InterruptedException {
      JournalItem next = poll();
      if (next != null) {
        return next;
      }
      synchronized (GeneratedJournal.this) {
        if (!woken && cursor.next(LIVE) >= durableEnd().next(LIVE)) {
          GeneratedJournal.this.wait(Math.max(1, timeout.toMillis()));
        }
        woken = false;
      }
      return poll();
    }

    @Override
    public void wakeup() {
      synchronized (GeneratedJournal.this) {
        woken = true;
        GeneratedJournal.this.notifyAll();
      }
    }

    @Override
    public Cursor cursor() {
      return cursor;
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
  public void close() {}
}
