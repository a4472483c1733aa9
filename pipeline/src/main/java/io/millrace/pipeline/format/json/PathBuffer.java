package io.millrace.pipeline.format.json;

import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;

/** The dotted path of the value at hand, in UTF-8. */
final class PathBuffer {
  private final byte[] bytes;
  private int length;
  private int depth;

  PathBuffer(int maxBytes) {
    bytes = new byte[maxBytes];
  }

  void clear() {
    length = 0;
    depth = 0;
  }

  /**
   * Adds a step.
   *
   * @param position of the key in the message, for errors
   * @return the length before, for {@link #pop}
   */
  int push(byte[] key, int from, int to, int position) {
    int before = length;
    int dot = depth > 0 ? 1 : 0;
    if (to - from + dot > bytes.length - before) {
      throw FormatException.at(
          FormatError.PAYLOAD_TOO_LARGE,
          "The path of a value is longer than " + bytes.length + " bytes",
          position);
    }
    if (dot > 0) {
      bytes[length++] = '.';
    }
    System.arraycopy(key, from, bytes, length, to - from);
    length += to - from;
    depth++;
    return before;
  }

  /** Takes away the last step. */
  void pop(int lengthBefore) {
    length = lengthBefore;
    depth--;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
