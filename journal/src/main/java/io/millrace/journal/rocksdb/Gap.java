package io.millrace.journal.rocksdb;

import java.nio.ByteBuffer;

/**
 * A hole between offsets whose cause is known.
 *
 * @param from first offset in the hole
 * @param next first offset after it
 * @param cause why there is nothing
 */
record Gap(long from, long next, Cause cause) {
  private static final int STORED_BYTES = Long.BYTES + 1;

  /** Why there is nothing; only damage is a loss, the rest was never acknowledged. */
  enum Cause {
    /** Written, not acknowledged, and removed after a failure of storage. */
    DISCARDED(1),
    /** Lost with a torn tail before it was acknowledged. */
    TORN(2),
    /** Acknowledged and not there any more. */
    DAMAGED(3);

    private final byte code;

    Cause(int code) {
      this.code = (byte) code;
    }
  }

  byte[] encode() {
    return ByteBuffer.allocate(STORED_BYTES).putLong(next).put(cause.code).array();
  }

  static Gap decode(long from, byte[] stored) {
    if (stored.length != STORED_BYTES) {
      throw new DamagedException("a gap has " + stored.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(stored);
    long next = in.getLong();
    byte code = in.get();
    for (Cause cause : Cause.values()) {
      if (cause.code == code) {
        return new Gap(from, next, cause);
      }
    }
    throw new DamagedException("a gap's cause " + code + " is unknown");
  }
}
