package io.millrace.model.state;

import io.millrace.model.sample.SampleValue;
import java.util.List;

/**
 * What a rule looks at. Conditions on a value are unknown while the slot has no value or a bad one;
 * a rule applies only if its condition is known to hold.
 */
public sealed interface Condition {
  /** How a number is compared with a threshold. */
  enum Comparison {
    ABOVE,
    AT_LEAST,
    BELOW,
    AT_MOST
  }

  /**
   * The slot's number is above, at least, below or at most a threshold. Unknown for a value that is
   * no number.
   *
   * @param threshold finite; in the unit of the point
   */
  record Compared(String slot, Comparison comparison, double threshold) implements Condition {
    public Compared {
      checkSlot(slot);
      if (!Double.isFinite(threshold)) {
        throw invalid("The threshold for '" + slot + "' is not a finite number.");
      }
    }
  }

  /**
   * The slot's value is this one. Numbers of different kinds are compared by their size; otherwise
   * values of different kinds are not equal.
   */
  record Equal(String slot, SampleValue value) implements Condition {
    public Equal {
      checkSlot(slot);
    }
  }

  /**
   * The slot has had no sample for this long, or never had one.
   *
   * @param ageNs nanoseconds, positive
   */
  record Stale(String slot, long ageNs) implements Condition {
    public Stale {
      checkSlot(slot);
      if (ageNs <= 0) {
        throw invalid("The age after which '" + slot + "' is stale must be positive.");
      }
    }
  }

  /** The slot's latest sample has bad quality. Unknown if it has no sample. */
  record Bad(String slot) implements Condition {
    public Bad {
      checkSlot(slot);
    }
  }

  /** By the asset's calendar nobody works: no shift, or a break. Unknown without a calendar. */
  record OutsideWorkingTime() implements Condition {}

  /** All of them hold; true if there are none. */
  record AllOf(List<Condition> conditions) implements Condition {
    public AllOf {
      conditions = List.copyOf(conditions);
    }
  }

  /** At least one of them holds; false if there are none. */
  record AnyOf(List<Condition> conditions) implements Condition {
    public AnyOf {
      conditions = List.copyOf(conditions);
    }
  }

  /** It does not hold. */
  record Not(Condition condition) implements Condition {}

  private static void checkSlot(String slot) {
    if (slot.isBlank()) {
      throw invalid("A condition must name the point that it looks at.");
    }
  }

  private static StateException invalid(String message) {
    return new StateException(StateError.STATE_MODEL_INVALID, message);
  }
}
