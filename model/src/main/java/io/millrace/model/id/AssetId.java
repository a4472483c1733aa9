package io.millrace.model.id;

import java.util.UUID;

/** Names an asset of any level: a site, an area, a machine, a room, a vehicle, a lamp. */
public record AssetId(UUID value) implements Comparable<AssetId> {
  /**
   * Reads the text form of {@link #toString()}.
   *
   * @throws IllegalArgumentException if it is not a UUID
   */
  public static AssetId of(String text) {
    return new AssetId(UuidText.parse(text));
  }

  @Override
  public int compareTo(AssetId other) {
    return UuidText.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
