package io.millrace.broker.support;

import io.millrace.model.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's clock, which a test can set forward and hold still. */
public final class TestClock implements NanoClock {
  private static final long RUNNING = Long.MIN_VALUE;

  private volatile long stillAtNs = RUNNING;
  private final AtomicLong aheadNs = new AtomicLong();

  @Override
  public long nowNs() {
    return NanoClock.system().nowNs() + aheadNs.get();
  }

  @Override
  public long monotonicNs() {
    long still = stillAtNs;
    return (still == RUNNING ? NanoClock.system().monotonicNs() : still) + aheadNs.get();
  }

  /** From now on only {@link #advance} moves the monotonic clock. */
  public void holdStill() {
    stillAtNs = NanoClock.system().monotonicNs();
  }

  /** Time passes. */
  public void advance(Duration by) {
    aheadNs.addAndGet(by.toNanos());
  }
}
