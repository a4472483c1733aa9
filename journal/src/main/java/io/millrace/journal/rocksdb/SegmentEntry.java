package io.millrace.journal.rocksdb;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * A sealed segment as the catalogue knows it.
 *
 * @param first offset of its first record
 * @param next first offset after it
 * @param records how many records it holds
 * @param payloadBytes payload bytes of its records
 * @param storedBytes size of its file
 * @param oldestReceiveNs earliest receive time
 * @param newestReceiveNs latest receive time
 * @param namesGeneration which generation of channel names it refers to
 */
record SegmentEntry(
    long first,
    long next,
    long records,
    long payloadBytes,
    long storedBytes,
    long oldestReceiveNs,
    long newestReceiveNs,
    int namesGeneration) {
  private static final byte VERSION = 1;
  private static final int STORED_BYTES = 1 + 6 * Long.BYTES + Integer.BYTES;

  byte[] encode() {
    return ByteBuffer.allocate(STORED_BYTES)
        .put(VERSION)
        .putLong(next)
        .putLong(records)
        .putLong(payloadBytes)
        .putLong(storedBytes)
        .putLong(oldestReceiveNs)
        .putLong(newestReceiveNs)
        .putInt(namesGeneration)
        .array();
  }

  static SegmentEntry decode(long first, byte[] stored) {
    try {
      ByteBuffer in = ByteBuffer.wrap(stored);
      if (in.get() != VERSION) {
        throw new DamagedException("the version of a segment's entry is unknown");
      }
      return new SegmentEntry(
          first,
          in.getLong(),
          in.getLong(),
          in.getLong(),
          in.getLong(),
          in.getLong(),
          in.getLong(),
          in.getInt());
    } catch (BufferUnderflowException e) {
      throw new DamagedException("a segment's entry ends too early");
    }
  }
}
