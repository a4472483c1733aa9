package io.millrace.journal.rocksdb;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes readers that wait for something to become durable. Announcing costs the syncer the same
 * whether one reader waits or a thousand: a thread of its own, the bell, wakes them, at most once a
 * millisecond.
 */
final class DurableSignal implements AutoCloseable {
  private static final long LEAST_INTERVAL_NS = 1_000_000;

  private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
  private final Thread bell;
  private volatile long version;
  private volatile boolean rung;
  private volatile boolean closed;

  DurableSignal() {
    bell = Thread.ofPlatform().name("journal-bell").daemon().start(this::ring);
  }

  /** One reader's place to wait; for one thread, but for {@link #wakeup}. */
  final class Waiter {
    private volatile boolean woken;
    private volatile Thread thread = Thread.currentThread();

    /** What {@link #await} is given: taken before looking for something to read. */
    long version() {
      return version;
    }

    /** Ends this or the next wait. */
    void wakeup() {
      woken = true;
      LockSupport.unpark(thread);
    }

    /**
     * Waits until there is news since {@code seen}.
     *
     * @return false if the time is over or somebody called {@link #wakeup}
     */
    boolean await(long seen, long timeoutNs) throws InterruptedException {
      long deadline = System.nanoTime() + timeoutNs;
      thread = Thread.currentThread();
      waiters.add(this);
      try {
        while (version == seen && !closed) {
          long left = deadline - System.nanoTime();
          if (woken || left <= 0) {
            woken = false;
            return false;
          }
          LockSupport.parkNanos(this, left);
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
        }
        return true;
      } finally {
        waiters.remove(this);
      }
    }
  }

  Waiter waiter() {
    return new Waiter();
  }

  /** There is news; called by one thread at a time. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // callers hold one lock
  synchronized void announce() {
    version++;
    if (!waiters.isEmpty()) {
      rung = true;
      LockSupport.unpark(bell);
    }
  }

  private void ring() {
    while (!closed) {
      while (!rung && !closed) {
        LockSupport.park(this);
      }
      rung = false;
      for (Waiter waiter : waiters) {
        LockSupport.unpark(waiter.thread);
      }
      LockSupport.parkNanos(this, LEAST_INTERVAL_NS);
    }
  }

  @Override
  public void close() {
    closed = true;
    announce();
    LockSupport.unpark(bell);
    for (Waiter waiter : waiters) {
      LockSupport.unpark(waiter.thread);
    }
  }
}
