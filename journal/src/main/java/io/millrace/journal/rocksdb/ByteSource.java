package io.millrace.journal.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what {@link ByteSink} wrote. Whatever the bytes are, it throws nothing but {@link
 * DamagedException} and reads nothing beyond its end.
 */
final class ByteSource {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int at;

  ByteSource(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  ByteSource(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  byte[] array() {
    return bytes;
  }

  int position() {
    return at;
  }

  int remaining() {
    return end - at;
  }

  private int take(int count) {
    if (count < 0 || end - at < count) {
      throw new DamagedException("it ends too early");
    }
    int start = at;
    at += count;
    return start;
  }

  int u8() {
    return bytes[take(1)] & 0xff;
  }

  int u16() {
    int start = take(2);
    return (bytes[start] & 0xff) << 8 | (bytes[start + 1] & 0xff);
  }

  int u32() {
    return (int) INT.get(bytes, take(Integer.BYTES));
  }

  long u64() {
    return (long) LONG.get(bytes, take(Long.BYTES));
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = bytes[take(1)];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new DamagedException("a number is too long");
  }

  long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A number from 0 to {@code most}. */
  int count(int most) {
    long value = varint();
    if (value < 0 || value > most) {
      throw new DamagedException("a count of " + value + " is more than the possible " + most);
    }
    return (int) value;
  }

  /** Skips bytes and returns where they begin in {@link #array()}. */
  int skip(int count) {
    return take(count);
  }

  String text() {
    int length = count(remaining());
    return new String(bytes, take(length), length, UTF_8);
  }
}
