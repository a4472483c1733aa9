package io.millrace.model.id;

import java.util.UUID;

/** Names a frame, a span of time with a meaning. */
public record FrameId(UUID value) implements Comparable<FrameId> {
  /**
   * Reads the text form of {@link #toString()}.
   *
   * @throws IllegalArgumentException if it is not a UUID
   */
  public static FrameId of(String text) {
    return new FrameId(UuidText.parse(text));
  }

  @Override
  public int compareTo(FrameId other) {
    return UuidText.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
