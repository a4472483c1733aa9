package io.millrace.journal.reader;

import io.millrace.journal.Cursor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of one reader. */
final class ReaderThread {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderThread.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  final ReaderDefinition<?, ?> definition;
  final ReaderTask<?, ?> task;
  private final Thread thread;
  private volatile boolean stopping;
  private final AtomicInteger awaiting = new AtomicInteger();

  ReaderThread(ReaderDefinition<?, ?> definition, ReaderTask<?, ?> task) {
    this.definition = definition;
    this.task = task;
    this.thread =
        Thread.ofPlatform().name("reader-" + definition.name()).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  private void run() {
    try {
      while (!stopping && task.step(PATIENCE)) {
        if (task.state() == ReaderState.RETRYING) {
          LockSupport.parkNanos(this, task.idleTime().toNanos());
        }
        announceProgress();
      }
    } catch (InterruptedException e) {
      LOG.warn("Reader {} was interrupted and stops.", definition.name());
    } finally {
      task.close();
      announceProgress();
    }
  }

  private void announceProgress() {
    if (awaiting.get() > 0) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  synchronized boolean awaitApplied(Cursor cursor, Duration timeout) throws InterruptedException {
    long deadlineNs = System.nanoTime() + timeout.toNanos();
    awaiting.incrementAndGet();
    try {
      while (!task.applied().covers(cursor)) {
        long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0 || !thread.isAlive()) {
          return false;
        }
        wait(leftMs);
      }
      return true;
    } finally {
      awaiting.decrementAndGet();
    }
  }

  void askToStop() {
    stopping = true;
    task.wakeup();
    LockSupport.unpark(thread);
  }

  void stopAndWait(Duration timeout) {
    askToStop();
    try {
      if (!thread.join(timeout)) {
        LOG.error("Reader {} did not stop within {} s.", definition.name(), timeout.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
