package io.millrace.journal.simulation;

import io.millrace.model.time.NanoClock;

/** Time as the simulation wants it; the wall clock also steps back. */
final class SimulatedClock implements NanoClock {
  private long monotonicNs = 1;
  private long wallOffsetNs = 1_763_600_000_000_000_000L;

  @Override
  public long nowNs() {
    return monotonicNs + wallOffsetNs;
  }

  @Override
  public long monotonicNs() {
    return monotonicNs;
  }

  void advanceMs(long ms) {
    monotonicNs += ms * 1_000_000;
  }

  void setWallClockBackMs(long ms) {
    wallOffsetNs -= ms * 1_000_000;
  }
}
