package io.millrace.pipeline.format.json;

import java.nio.charset.StandardCharsets;

/** Members of an object that may have a meaning of their own. */
enum ReservedMember {
  /** An ordinary member. */
  NONE(""),
  /** Holds the values, if it is an object. */
  VALUES("values"),
  /** Holds series, if it is an array of objects. */
  SERIES("series"),
  /** Beside values or series: the message's sequence number. */
  SEQ("seq"),
  /** Beside values or series: a quality for all values, or one per path. */
  QUALITY("quality"),
  /** Beside values or series: the unit of times that are numbers. */
  TS_UNIT("tsUnit");

  @SuppressWarnings("ImmutableEnumChecker") // shared, and nobody writes to it
  private final byte[] key;

  ReservedMember(String key) {
    this.key = key.getBytes(StandardCharsets.UTF_8);
  }

  byte[] key() {
    return key;
  }

  /** The one with this key; tells by length first, since most keys are ordinary. */
  static ReservedMember of(byte[] bytes, int from, int to) {
    ReservedMember candidate =
        switch (to - from) {
          case 3 -> SEQ;
          case 6 -> bytes[from] == 'v' ? VALUES : bytes[from] == 's' ? SERIES : TS_UNIT;
          case 7 -> QUALITY;
          default -> NONE;
        };
    return is(candidate.key, bytes, from, to) ? candidate : NONE;
  }

  /** Whether a key is this one; for short keys a loop is quicker than the JDK's comparison. */
  static boolean is(byte[] key, byte[] bytes, int from, int to) {
    if (to - from != key.length) {
      return false;
    }
    for (int i = 0; i < key.length; i++) {
      if (key[i] != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
