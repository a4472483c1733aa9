package io.millrace.model.id;

import java.util.UUID;

/** Names a state model, the rules that tell what an asset does. */
public record StateModelId(UUID value) implements Comparable<StateModelId> {
  /**
   * Reads the text form of {@link #toString()}.
   *
   * @throws IllegalArgumentException if it is not a UUID
   */
  public static StateModelId of(String text) {
    return new StateModelId(UuidText.parse(text));
  }

  @Override
  public int compareTo(StateModelId other) {
    return UuidText.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
