package io.millrace.model.id;

import java.util.UUID;

/**
 * Names a source, that under whose identity data arrives: a device, a gateway, a connection, an
 * upload.
 */
public record SourceId(UUID value) implements Comparable<SourceId> {
  /**
   * Reads the text form of {@link #toString()}.
   *
   * @throws IllegalArgumentException if it is not a UUID
   */
  public static SourceId of(String text) {
    return new SourceId(UuidText.parse(text));
  }

  @Override
  public int compareTo(SourceId other) {
    return UuidText.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
