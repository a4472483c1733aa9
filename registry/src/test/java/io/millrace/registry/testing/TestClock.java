package io.millrace.registry.testing;

import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on by a millisecond with each look, and otherwise when it is told to. */
public final class TestClock implements NanoClock {
  private final AtomicLong ns = new AtomicLong(Times.toNs(Instant.parse("2026-06-01T08:00:00Z")));

  @Override
  public long nowNs() {
    return ns.addAndGet(Times.MS);
  }

  @Override
  public long monotonicNs() {
    return nowNs();
  }

  /** Goes on. */
  public void advance(long byNs) {
    ns.addAndGet(byNs);
  }
}
