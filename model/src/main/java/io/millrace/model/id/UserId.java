package io.millrace.model.id;

import java.util.UUID;

/** Names a person who signs in. */
public record UserId(UUID value) implements Comparable<UserId> {
  /**
   * Reads the text form of {@link #toString()}.
   *
   * @throws IllegalArgumentException if it is not a UUID
   */
  public static UserId of(String text) {
    return new UserId(UuidText.parse(text));
  }

  @Override
  public int compareTo(UserId other) {
    return UuidText.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
