package io.millrace.model.id;

import java.util.UUID;

/** Strict reading and byte-wise order of UUIDs, which {@link UUID} itself does not offer. */
final class UuidText {
  private static final int TEXT_LENGTH = 36;

  private UuidText() {}

  /** Refuses the short forms that {@link UUID#fromString} takes, such as {@code 1-1-1-1-1}. */
  static UUID parse(String text) {
    if (text.length() != TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "An id has " + TEXT_LENGTH + " characters (a UUID), this has " + text.length() + ".");
    }
    return UUID.fromString(text);
  }

  /** The order of the 16 bytes, which for version 7 is the order of creation. */
  static int compareUnsigned(UUID a, UUID b) {
    int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }
}
