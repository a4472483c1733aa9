package io.millrace.model.state;

/**
 * One rule of a state model.
 *
 * @param state the state while the condition holds
 * @param reason what people see beside the state, such as {@code door open}; may be empty
 * @param when the condition
 * @param holdNs for how long the condition must hold before the state counts, in nanoseconds; then
 *     the state counts from when the condition began to hold. 0 for at once
 */
public record StateRule(AssetState state, String reason, Condition when, long holdNs) {
  public StateRule {
    if (holdNs < 0) {
      throw new StateException(
          StateError.STATE_MODEL_INVALID, "A rule cannot hold for a negative time.");
    }
  }
}
