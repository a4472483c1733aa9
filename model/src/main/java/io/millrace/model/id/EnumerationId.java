package io.millrace.model.id;

import java.util.UUID;

/** Names an enumeration, whose entries are what a point of that kind may say. */
public record EnumerationId(UUID value) implements Comparable<EnumerationId> {
  /**
   * Reads the text form of {@link #toString()}.
   *
   * @throws IllegalArgumentException if it is not a UUID
   */
  public static EnumerationId of(String text) {
    return new EnumerationId(UuidText.parse(text));
  }

  @Override
  public int compareTo(EnumerationId other) {
    return UuidText.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
