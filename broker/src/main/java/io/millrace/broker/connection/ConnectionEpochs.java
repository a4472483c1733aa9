package io.millrace.broker.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers connections so that each has a greater number than all before it, also those of earlier
 * processes. Thread-safe.
 */
public final class ConnectionEpochs {
  private final AtomicLong last;

  /**
   * Begins at the time, or behind the greatest epoch that is known when the clock was set back.
   *
   * @param nowNs nanoseconds since the epoch
   * @param greatestKnown of the stored sessions
   */
  public ConnectionEpochs(long nowNs, long greatestKnown) {
    last = new AtomicLong(Math.max(nowNs, greatestKnown));
  }

  /** The next number. */
  public long next() {
    return last.incrementAndGet();
  }
}
