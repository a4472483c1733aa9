package io.millrace.model.time;

import java.time.Instant;

/** The machine's own clocks. */
enum SystemNanoClock implements NanoClock {
  INSTANCE;

  @Override
  public long nowNs() {
    return Times.toNs(Instant.now());
  }

  @Override
  public long monotonicNs() {
    return System.nanoTime();
  }
}
