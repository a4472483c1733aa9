package io.millrace.model.state;

import io.millrace.model.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns readings in the order of time into spans, and holds back what does not last. Immutable: a
 * reader keeps it as part of its state (law 6) and replaces it by what {@link #advance} returns.
 *
 * <p>A reading that differs from the state in force is a candidate. If it stays for its hold time,
 * it is in force from when it began; if it does not, it never was.
 *
 * @param state the state in force
 * @param reason its reason
 * @param sinceNs since when it is in force
 * @param candidate what may follow; null if nothing does
 * @param candidateSinceNs since when the candidate is read; meaningless without one
 */
public record StateTracker(
    AssetState state,
    String reason,
    long sinceNs,
    StateModel.@Nullable Reading candidate,
    long candidateSinceNs) {
  /**
   * What a reading leads to.
   *
   * @param next the tracker from now on
   * @param ended the spans that are now known to have ended, in order; at most two
   */
  public record Step(StateTracker next, List<StateSpan> ended) {}

  /** A tracker that begins with a reading, which is in force at once. */
  public static StateTracker startingAt(long timeNs, StateModel.Reading reading) {
    return new StateTracker(reading.state(), reading.reason(), timeNs, null, 0);
  }

  /**
   * Takes in what the rules say at a moment; until the next call it is taken to stay so.
   *
   * @param timeNs not before the moment of the call before
   */
  public Step advance(long timeNs, StateModel.Reading reading) {
    List<StateSpan> ended = new ArrayList<>(2);
    StateTracker next = settled(timeNs, ended).read(timeNs, reading).settled(timeNs, ended);
    return new Step(next, ended);
  }

  /** When a candidate will be in force if nothing changes; {@link Long#MAX_VALUE} without one. */
  public long dueNs() {
    return candidate == null ? Long.MAX_VALUE : candidateSinceNs + candidate.holdNs();
  }

  /** The candidate in force, if it has lasted for its hold time. */
  private StateTracker settled(long timeNs, List<StateSpan> ended) {
    if (candidate == null || timeNs < dueNs()) {
      return this;
    }
    if (candidateSinceNs > sinceNs) {
      ended.add(new StateSpan(state, reason, new TimeRange(sinceNs, candidateSinceNs)));
    }
    return startingAt(candidateSinceNs, candidate);
  }

  private StateTracker read(long timeNs, StateModel.Reading reading) {
    if (reading.state() == state && reading.reason().equals(reason)) {
      return new StateTracker(state, reason, sinceNs, null, 0);
    }
    boolean same = reading.equals(candidate);
    return new StateTracker(state, reason, sinceNs, reading, same ? candidateSinceNs : timeNs);
  }
}
