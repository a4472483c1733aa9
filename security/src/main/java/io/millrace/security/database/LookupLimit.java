package io.millrace.security.database;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many look-ups for credentials that nobody knows yet run at once, so that a flood of
 * invented ones does not take all connections of the pool. Thread-safe.
 */
public final class LookupLimit {
  private static final int MAX_AT_ONCE = 4;
  private static final Duration MAX_WAIT = Duration.ofMillis(250);

  private final Semaphore places = new Semaphore(MAX_AT_ONCE);

  /** Waits a moment for a place; call {@link #leave()} if and only if this says true. */
  public boolean enter() {
    try {
      return places.tryAcquire(MAX_WAIT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Gives the place back. */
  public void leave() {
    places.release();
  }
}
