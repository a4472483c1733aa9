package io.millrace.pipeline.redecode;

import io.millrace.model.context.ContextChange.DecodedAnew;

/**
 * How far an order is.
 *
 * @param number names the order
 * @param order what it says
 * @param state what it is doing
 * @param share how much is done, 0 to 1, of the reader that is furthest behind
 */
public record RedecodeStatus(long number, DecodedAnew order, State state, double share) {
  /** What an order is doing. */
  public enum State {
    /** Readers are at it. */
    RUNNING,
    /** Every reader is through. */
    DONE,
    /** It was taken back. */
    TAKEN_BACK
  }
}
