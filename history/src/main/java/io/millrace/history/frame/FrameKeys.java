package io.millrace.history.frame;

import io.millrace.model.frame.Frame;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Keys of an asset's frames: length class, beginning, id. */
final class FrameKeys {
  /** The class of frames that go on. */
  static final int OPEN_CLASS = 255;

  /**
   * Class {@code c} holds frames shorter than 4<sup>c</sup> nanoseconds, and none of a lower one.
   */
  static final int CLASSES = 33;

  private static final int KEY_BYTES = 1 + Long.BYTES + 16;

  private FrameKeys() {}

  static byte[] of(Frame frame) {
    UUID id = frame.id().value();
    return ByteBuffer.allocate(KEY_BYTES)
        .put((byte) classOf(frame))
        .putLong(sortable(frame.startNs()))
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  /** Sorts before all keys of a class whose frames begin then or later. */
  static byte[] from(int lengthClass, long startNs) {
    return ByteBuffer.allocate(1 + Long.BYTES)
        .put((byte) lengthClass)
        .putLong(sortable(startNs))
        .array();
  }

  private static int classOf(Frame frame) {
    if (frame.isOpen()) {
      return OPEN_CLASS;
    }
    // Unsigned: from the least time to the greatest is more than a long holds.
    long lengthNs = frame.endNs() - frame.startNs();
    int bits = Long.SIZE - Long.numberOfLeadingZeros(lengthNs);
    return (bits + 1) / 2;
  }

  /** The least beginning that a frame of the class can have if it reaches beyond a time. */
  static long earliestStartNs(int lengthClass, long timeNs) {
    int bits = 2 * lengthClass;
    if (bits >= Long.SIZE - 1) {
      return Long.MIN_VALUE;
    }
    long reach = 1L << bits;
    return timeNs < Long.MIN_VALUE + reach ? Long.MIN_VALUE : timeNs - reach;
  }

  private static long sortable(long timeNs) {
    return timeNs ^ Long.MIN_VALUE;
  }
}
