package io.millrace.pipeline.format.scan;

import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import java.util.Arrays;

/** Bytes that are put together and used again, up to a limit. One thread at a time. */
public final class ByteBuilder {
  private static final int INITIAL_CAPACITY = 128;

  private final String what;
  private final int maxBytes;
  private byte[] bytes;
  private int length;

  /**
   * An empty one.
   *
   * @param what begins the sentence that says that it is too long, such as {@code A text}
   */
  public ByteBuilder(String what, int maxBytes) {
    this.what = what;
    this.maxBytes = maxBytes;
    bytes = new byte[Math.min(INITIAL_CAPACITY, maxBytes)];
  }

  /** Drops the bytes from {@code newLength} on. */
  public void truncate(int newLength) {
    length = newLength;
  }

  /** Adds a byte. */
  public void append(byte b) {
    room(1);
    bytes[length++] = b;
  }

  /** Adds bytes. */
  public void append(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  private void room(int more) {
    if (more > maxBytes - length) {
      throw FormatException.of(
          FormatError.PAYLOAD_TOO_LARGE, what + " is longer than " + maxBytes + " bytes.");
    }
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(maxBytes, Math.max(length + more, 2 * bytes.length)));
    }
  }

  /** The array that holds the bytes; another one after they grew. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }
}
