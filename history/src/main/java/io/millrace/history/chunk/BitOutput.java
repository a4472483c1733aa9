package io.millrace.history.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing array that takes whole bytes and single bits, highest bit first. Whole bytes may be
 * written only after {@link #align()}. Reusable; serves one thread.
 */
final class BitOutput {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;
  private long pending;
  private int pendingBits;

  BitOutput(int capacity) {
    bytes = new byte[capacity];
  }

  void clear() {
    size = 0;
    pending = 0;
    pendingBits = 0;
  }

  /** How many whole bytes were written. */
  int size() {
    return size;
  }

  byte[] array() {
    return bytes;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Writes the lowest {@code count} bits, 0 to 64; all higher ones must be 0. */
  void bits(long value, int count) {
    int room = Long.SIZE - pendingBits;
    if (count < room) {
      pending |= value << (room - count);
      pendingBits += count;
      return;
    }
    int rest = count - room;
    reserve(Long.BYTES);
    LONGS.set(bytes, size, pending | (value >>> rest));
    size += Long.BYTES;
    pending = rest == 0 ? 0 : value << (Long.SIZE - rest);
    pendingBits = rest;
  }

  /** Fills the last byte with zeros, so that whole bytes can follow. */
  void align() {
    if (pendingBits > 0) {
      reserve(Long.BYTES);
      LONGS.set(bytes, size, pending);
      size += (pendingBits + 7) / Byte.SIZE;
      pending = 0;
      pendingBits = 0;
    }
  }

  void uint8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void int32(int value) {
    uint8(value >>> 24);
    uint8(value >>> 16);
    uint8(value >>> 8);
    uint8(value);
  }

  void int64(long value) {
    reserve(Long.BYTES);
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
  }

  /** Seven bits per byte, lowest first, highest bit set while more follow; up to ten bytes. */
  void unsigned(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      uint8((int) rest | 0x80);
      rest >>>= 7;
    }
    uint8((int) rest);
  }

  /** As {@link #unsigned}, small for small negative numbers too. */
  void signed(long value) {
    unsigned(zigzag(value));
  }

  void bytes(byte[] source) {
    reserve(source.length);
    System.arraycopy(source, 0, bytes, size, source.length);
    size += source.length;
  }

  static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
