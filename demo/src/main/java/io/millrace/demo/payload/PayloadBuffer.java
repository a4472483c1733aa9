package io.millrace.demo.payload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes under construction, with what JSON and line protocol need: numbers with a fixed count of
 * decimals and quoted text. Grows as needed and keeps its room, since past data is tens of millions
 * of numbers.
 */
public final class PayloadBuffer {
  private static final int LONGEST_NUMBER = 24;

  /** So many digits has the greatest number. */
  private static final int MOST_DIGITS = 19;

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private byte[] bytes;
  private int size;

  /** An empty buffer with some room. */
  public PayloadBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  /** Forgets the content and keeps the room. */
  public void clear() {
    size = 0;
  }

  /** Forgets the content from an earlier {@link #size} on. */
  public void truncate(int newSize) {
    size = Math.min(size, newSize);
  }

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  /** A copy of the content. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Adds one ASCII character. */
  public PayloadBuffer ascii(char c) {
    room(1);
    bytes[size++] = (byte) c;
    return this;
  }

  /** Adds ASCII text as it is. */
  @SuppressWarnings("deprecation") // the only conversion that copies ASCII without a detour
  public PayloadBuffer ascii(String text) {
    int length = text.length();
    room(length);
    text.getBytes(0, length, bytes, size);
    size += length;
    return this;
  }

  /** Adds a whole number. */
  public PayloadBuffer number(long value) {
    return decimal(value, 0);
  }

  /**
   * Adds a number with all its decimals, such as 236.0.
   *
   * @param scaled the number × 10<sup>decimals</sup>
   */
  public PayloadBuffer decimal(long scaled, int decimals) {
    room(LONGEST_NUMBER);
    if (scaled == Long.MIN_VALUE) {
      throw new IllegalArgumentException("No reading is as low as " + scaled + ".");
    }
    long rest = scaled;
    if (rest < 0) {
      bytes[size++] = '-';
      rest = -rest;
    }
    int digits = Math.max(digitsOf(rest), decimals + 1);
    int at = size + digits + (decimals > 0 ? 1 : 0);
    size = at;
    for (int i = 0; i < digits; i++) {
      if (decimals > 0 && i == decimals) {
        bytes[--at] = '.';
      }
      long quotient = tenthOf(rest);
      bytes[--at] = (byte) ('0' + (rest - quotient * 10));
      rest = quotient;
    }
    return this;
  }

  /**
   * A tenth, rounded down. Most numbers are small; for those, multiplying by 2<sup>35</sup>/10 is
   * exact (Warren, "Hacker's Delight", 10-3) and several times as fast as dividing, which the
   * plant's JVM, started with its first compiler alone, does not find out by itself.
   */
  private static long tenthOf(long value) {
    return value <= Integer.MAX_VALUE ? (value * 0xCCCC_CCCDL) >>> 35 : value / 10;
  }

  private static int digitsOf(long value) {
    int digits = 1;
    for (long limit = 10; digits < MOST_DIGITS && value >= limit; limit *= 10) {
      digits++;
    }
    return digits;
  }

  /** Adds a text in quotes, escaped as JSON wants it. */
  public PayloadBuffer quoted(String text) {
    ascii('"');
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b == '"' || b == '\\') {
        ascii('\\').ascii((char) b);
      } else if (b >= 0 && b < ' ') {
        ascii("\\u00").ascii(HEX[b >> 4]).ascii(HEX[b & 15]);
      } else {
        room(1);
        bytes[size++] = b;
      }
    }
    return ascii('"');
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
