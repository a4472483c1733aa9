package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.journal.Cursor;
import io.millrace.journal.JournalException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.rocksdb.RocksDBException;

/**
 * Makes rounds durable: one fsync for all that were written meanwhile, then readers see them, then
 * appends are acknowledged (laws 1 and 2). A thread of its own, so that the next round is encoded
 * and written while the disk is busy.
 */
final class LogSyncer {
  private final JournalDatabase database;
  private final Partitions partitions;
  private final AppendQueues queues;
  private final Health health;
  private final DurableSignal signal;
  private final Thread thread;
  private final Deque<Round> written = new ArrayDeque<>();
  final AtomicLong syncs = new AtomicLong();
  final AtomicLong syncNsTotal = new AtomicLong();
  final AtomicLong longestSyncNs = new AtomicLong();
  private volatile Thread writer;
  private volatile Runnable onDurable = () -> {};
  private volatile boolean busy;
  private volatile long lastStartNs = System.nanoTime() - Long.MAX_VALUE / 2;
  private boolean finishing;

  LogSyncer(
      JournalDatabase database,
      Partitions partitions,
      AppendQueues queues,
      Health health,
      DurableSignal signal) {
    this.database = database;
    this.partitions = partitions;
    this.queues = queues;
    this.health = health;
    this.signal = signal;
    this.thread = Thread.ofPlatform().name("journal-sync").daemon().unstarted(this::run);
    this.writer = thread;
  }

  /** Begins; {@code toWake} is told whenever an fsync is over. */
  void start(Thread toWake) {
    writer = toWake;
    thread.start();
  }

  /** Runs something, quickly, whenever records have become durable. */
  void onDurable(Runnable action) {
    onDurable = action;
  }

  /** Whether an fsync is running or about to. */
  boolean isBusy() {
    return busy;
  }

  /** When the last fsync began, {@link System#nanoTime}. */
  long lastStartNs() {
    return lastStartNs;
  }

  /** Takes over a round that was written. */
  synchronized void add(Round round) {
    busy = true;
    written.add(round);
    notifyAll();
  }

  private synchronized List<Round> take() throws InterruptedException {
    while (written.isEmpty() && !finishing) {
      busy = false;
      notifyAll();
      LockSupport.unpark(writer);
      wait();
    }
    List<Round> rounds = new ArrayList<>(written);
    written.clear();
    return rounds;
  }

  private void run() {
    boolean goesOn = true;
    while (goesOn) {
      try {
        List<Round> rounds = take();
        goesOn = !rounds.isEmpty();
        if (goesOn) {
          sync(rounds);
        }
      } catch (Throwable e) {
        // Without this thread appends would wait for ever while the journal seems open.
        health.failedUnexpectedly(e);
      }
    }
  }

  private void sync(List<Round> rounds) {
    JournalException refusal = null;
    if (health.condition().broken()) {
      refusal = health.refusal();
    } else {
      long start = System.nanoTime();
      lastStartNs = start;
      try {
        database.sync();
        long took = System.nanoTime() - start;
        syncs.incrementAndGet();
        syncNsTotal.addAndGet(took);
        longestSyncNs.accumulateAndGet(took, Math::max);
        acknowledge(rounds);
        return;
      } catch (RocksDBException e) {
        health.failed(e);
        refusal = health.refusal();
      } catch (JournalException e) {
        refusal = e;
      } catch (RuntimeException | Error e) {
        health.failedUnexpectedly(e);
        refusal = health.refusal();
      }
    }
    for (Round round : rounds) {
      for (PendingAppend append : round.appends) {
        if (!append.isDone()) {
          queues.fail(append, refusal == null ? Health.closedException() : refusal);
        }
      }
    }
  }

  private void acknowledge(List<Round> rounds) {
    for (Round round : rounds) {
      for (Block block : round.blocks) {
        partitions.get(block.partition()).publish(block);
      }
    }
    signal.announce();
    onDurable.run();
    for (Round round : rounds) {
      for (PendingAppend append : round.appends) {
        Cursor end = Round.end(append, partitions.of(append.batch.lane()).number);
        queues.of(append.batch.lane()).acknowledged(append);
        append.complete(end);
      }
    }
  }

  /** Waits until nothing that was written is left to be made durable or failed. */
  synchronized void awaitIdle() throws InterruptedException {
    while (busy) {
      wait();
    }
  }

  /** Finishes what was written and ends. */
  void finish() throws InterruptedException {
    synchronized (this) {
      finishing = true;
      notifyAll();
    }
    thread.join();
  }
}
