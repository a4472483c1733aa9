package io.millrace.journal.contract;

import io.millrace.model.time.NanoClock;
import java.time.Duration;

/** A clock whose wall-clock time is what a test sets; durations are real. */
public final class SetClock implements NanoClock {
  private volatile long nowNs;

  /** A clock that stands at a time. */
  public SetClock(long nowNs) {
    this.nowNs = nowNs;
  }

  /** Sets the time. */
  public void set(long newNowNs) {
    nowNs = newNowNs;
  }

  /** Moves the time on. */
  public synchronized void advance(Duration by) {
    set(nowNs + by.toNanos());
  }

  @Override
  public long nowNs() {
    return nowNs;
  }

  @Override
  public long monotonicNs() {
    return System.nanoTime();
  }
}
