package io.millrace.history.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what {@link BitOutput} wrote. Every read is checked against the end, so damaged bytes end
 * in {@link io.millrace.history.error.HistoryError#HISTORY_CHUNK_DAMAGED}.
 */
final class BitInput {
  /** Quotients from here on are not counted out: the number stands there in full. */
  static final int ESCAPE = 20;

  /** Bits that say how long an escaped number is, minus one. */
  static final int ESCAPE_LENGTH_BITS = 6;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final long endBit;
  private long bit;

  /** Reads the bytes from {@code from} to before {@code to}. */
  BitInput(byte[] bytes, int from, int to) {
    if (from < 0 || to < from || to > bytes.length) {
      throw Damage.of("a part claims to reach beyond the end");
    }
    this.bytes = bytes;
    this.bit = (long) from * Byte.SIZE;
    this.endBit = (long) to * Byte.SIZE;
  }

  /** Index of the next byte; only after {@link #align()}. */
  int position() {
    return (int) (bit >>> 3);
  }

  int remainingBytes() {
    return (int) ((endBit - bit) >>> 3);
  }

  void align() {
    bit = (bit + 7) & ~7L;
  }

  void skip(int byteCount) {
    need((long) byteCount * Byte.SIZE);
    bit += (long) byteCount * Byte.SIZE;
  }

  /** The next {@code count} bits, 0 to 64. */
  long bits(int count) {
    need(count);
    if (count == 0) {
      return 0;
    }
    long value = window(bit) >>> (Long.SIZE - count);
    bit += count;
    return value;
  }

  int uint8() {
    need(Byte.SIZE);
    int value = bytes[position()] & 0xff;
    bit += Byte.SIZE;
    return value;
  }

  int int32() {
    return (int) bits(Integer.SIZE);
  }

  int int32At(int index) {
    return (int) (window((long) index * Byte.SIZE) >>> Integer.SIZE);
  }

  long int64() {
    return bits(Long.SIZE);
  }

  long unsigned() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = uint8();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw Damage.of("a number is longer than 64 bits");
  }

  long signed() {
    return unzigzag(unsigned());
  }

  /** A number from {@code least} to {@code most}. */
  int count(int least, int most, String what) {
    long value = unsigned();
    if (value < least || value > most) {
      throw Damage.of(what + " is " + value + ", not " + least + " to " + most);
    }
    return (int) value;
  }

  byte[] bytes(int length) {
    need((long) length * Byte.SIZE);
    byte[] copy = new byte[length];
    System.arraycopy(bytes, position(), copy, 0, length);
    bit += (long) length * Byte.SIZE;
    return copy;
  }

  /**
   * Golomb-Rice numbers (R. F. Rice, JPL Publication 79-22): the quotient by 2<sup>k</sup> as so
   * many zeros and a one, then {@code k} bits of remainder.
   *
   * @param flagged whether a bit before each says if it is 0; if not, one less is coded
   */
  void rice(long[] into, int from, int to, int k, boolean flagged) {
    long at = bit;
    for (int i = from; i < to; i++) {
      long window = window(at);
      if (flagged) {
        at++;
        if (window >= 0) {
          into[i] = 0;
          continue;
        }
        window = window(at);
      }
      int quotient = Long.numberOfLeadingZeros(window);
      long value;
      if (quotient < ESCAPE) {
        at += quotient + 1;
        value = (long) quotient << k;
        if (k > 0) {
          long rest = quotient + 1 + k <= Long.SIZE ? window << (quotient + 1) : window(at);
          value |= rest >>> (Long.SIZE - k);
          at += k;
        }
      } else {
        at += ESCAPE;
        int length = (int) (window(at) >>> (Long.SIZE - ESCAPE_LENGTH_BITS)) + 1;
        at += ESCAPE_LENGTH_BITS;
        value = window(at) >>> (Long.SIZE - length);
        at += length;
      }
      into[i] = flagged ? value + 1 : value;
      if (at > endBit) {
        throw Damage.of("numbers go on beyond the end");
      }
    }
    bit = at;
    need(0);
  }

  static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  /** The 64 bits that begin at a bit; zeros beyond the array. */
  private long window(long fromBit) {
    int index = (int) (fromBit >>> 3);
    int shift = (int) (fromBit & 7);
    if (index + Long.BYTES < bytes.length) {
      long high = (long) LONGS.get(bytes, index);
      return shift == 0 ? high : (high << shift) | ((bytes[index + 8] & 0xff) >>> (8 - shift));
    }
    return windowAtTheEnd(index, shift);
  }

  private long windowAtTheEnd(int index, int shift) {
    long high = 0;
    for (int i = index; i < index + Long.BYTES; i++) {
      high = (high << 8) | (i < bytes.length ? bytes[i] & 0xff : 0);
    }
    return high << shift
        | (shift == 0 || index + 8 >= bytes.length ? 0 : (bytes[index + 8] & 0xff) >>> (8 - shift));
  }

  private void need(long bitCount) {
    if (bit + bitCount > endBit) {
      throw Damage.of("it ends too early");
    }
  }
}
