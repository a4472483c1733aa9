package io.millrace.security.support;

import io.millrace.model.time.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until it is told to go on. */
public final class TestClock implements NanoClock {
  private final AtomicLong nowNs =
      new AtomicLong(Instant.parse("2026-11-20T08:00:00Z").toEpochMilli() * 1_000_000);
  private final AtomicLong monotonicNs = new AtomicLong(-1_000_000);

  @Override
  public long nowNs() {
    return nowNs.get();
  }

  @Override
  public long monotonicNs() {
    return monotonicNs.get();
  }

  /** Lets time pass. */
  public void advance(Duration duration) {
    nowNs.addAndGet(duration.toNanos());
    monotonicNs.addAndGet(duration.toNanos());
  }

  /** Sets the wall clock, as an operator or a time server does; durations are not touched. */
  public void stepBack(Duration duration) {
    nowNs.addAndGet(-duration.toNanos());
  }
}
