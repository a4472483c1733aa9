package io.millrace.demo.simulation;

import io.millrace.demo.plant.MachineState;
import io.millrace.demo.plant.StopReason;

/**
 * A span in which a machine does one thing.
 *
 * @param fromMs first millisecond
 * @param toMs first millisecond after it
 * @param order running number of the production order that it works on
 */
record Segment(long fromMs, long toMs, MachineState state, StopReason reason, int order) {
  Segment {
    if (toMs <= fromMs) {
      throw new IllegalArgumentException("A segment lasts: " + fromMs + " ms to " + toMs + " ms.");
    }
  }

  boolean isRunning() {
    return state == MachineState.RUNNING;
  }

  Segment between(long newFromMs, long newToMs) {
    return new Segment(newFromMs, newToMs, state, reason, order);
  }
}
