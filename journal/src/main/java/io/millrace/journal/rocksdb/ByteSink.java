package io.millrace.journal.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes being written, in a buffer that grows and is used again. Integers are big-endian. */
final class ByteSink {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;

  ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Takes back what was written from {@code newSize} on. */
  void truncate(int newSize) {
    size = newSize;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Makes room for {@code count} more bytes, so that the array does not move while they come. */
  void ensure(int count) {
    if (bytes.length - size < count) {
      long wanted = Math.max((long) size + count, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.min(wanted, Integer.MAX_VALUE - 8)));
    }
  }

  /** Counts bytes that were written into {@link #array()} directly. */
  void advance(int count) {
    size += count;
  }

  void u8(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  void u16(int value) {
    ensure(2);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
  }

  void u32(int value) {
    ensure(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void u64(long value) {
    ensure(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  /** Overwrites four bytes that were written before. */
  void setU32(int at, int value) {
    INT.set(bytes, at, value);
  }

  /** An unsigned number in groups of seven bits, lowest first (LEB128); 1 to 10 bytes. */
  void varint(long value) {
    ensure(10);
    long rest = value;
    int at = size;
    while ((rest & ~0x7fL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    size = at;
  }

  /** A signed number near zero: zigzag, then {@link #varint}. */
  void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  void bytes(byte[] from, int start, int length) {
    ensure(length);
    System.arraycopy(from, start, bytes, size, length);
    size += length;
  }

  void text(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    varint(utf8.length);
    bytes(utf8, 0, utf8.length);
  }
}
