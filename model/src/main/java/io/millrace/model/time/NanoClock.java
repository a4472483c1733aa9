package io.millrace.model.time;

import java.time.Instant;

/**
 * Where the time comes from. Passed through constructors so that tests and the simulation can set
 * it. Implementations are thread-safe.
 */
public interface NanoClock {
  /**
   * Wall-clock time in nanoseconds since the epoch, UTC. May step back when the machine's clock is
   * set.
   */
  long nowNs();

  /** A clock that never goes back, in nanoseconds from an arbitrary origin; for durations only. */
  long monotonicNs();

  /**
   * The machine's clock, with the resolution that the operating system gives (about a microsecond).
   */
  static NanoClock system() {
    return SystemNanoClock.INSTANCE;
  }

  /** The wall-clock time as an {@link Instant}. */
  default Instant now() {
    return Times.toInstant(nowNs());
  }
}
