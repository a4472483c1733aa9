package io.millrace.journal.faults;

import io.millrace.model.time.NanoClock;

/** A clock that stands where the records' times are, so that retention finds nothing old. */
final class RecordTimes implements NanoClock {
  @Override
  public long nowNs() {
    return 0;
  }

  @Override
  public long monotonicNs() {
    return System.nanoTime();
  }
}
