package io.millrace.pipeline;

import io.millrace.model.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes when it is told to. */
public final class SettableClock implements NanoClock {
  private final AtomicLong nowNs = new AtomicLong(Plant.NOW);
  private final AtomicLong monotonicNs = new AtomicLong();

  @Override
  public long nowNs() {
    return nowNs.get();
  }

  @Override
  public long monotonicNs() {
    return monotonicNs.get();
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    nowNs.addAndGet(time.toNanos());
    monotonicNs.addAndGet(time.toNanos());
  }

  /** Somebody sets the wall clock. */
  public void set(long newNowNs) {
    nowNs.set(newNowNs);
  }
}
