package io.millrace.pipeline.format.scan;

/** Well-formed UTF-8 as in the Unicode Standard, table 3-7: no surrogates, no overlong forms. */
public final class Utf8 {
  private Utf8() {}

  /**
   * Length of the well-formed character that begins at {@code i}.
   *
   * @return 1 to 4, or 0 if there is none
   */
  public static int characterLength(byte[] bytes, int i, int to) {
    int first = bytes[i] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xC2) {
      return 0;
    }
    if (first < 0xE0) {
      return tail(bytes, i + 1, to) ? 2 : 0;
    }
    if (i + 1 >= to) {
      return 0;
    }
    int second = bytes[i + 1] & 0xff;
    if (first < 0xF0) {
      int least = first == 0xE0 ? 0xA0 : 0x80;
      int greatest = first == 0xED ? 0x9F : 0xBF;
      return second >= least && second <= greatest && tail(bytes, i + 2, to) ? 3 : 0;
    }
    if (first > 0xF4) {
      return 0;
    }
    int least = first == 0xF0 ? 0x90 : 0x80;
    int greatest = first == 0xF4 ? 0x8F : 0xBF;
    boolean valid =
        second >= least && second <= greatest && tail(bytes, i + 2, to) && tail(bytes, i + 3, to);
    return valid ? 4 : 0;
  }

  /**
   * Where the first byte lies that does not belong to well-formed UTF-8.
   *
   * @return its index, or -1 if all is well
   */
  public static int firstMalformed(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (bytes[i] >= 0) {
        i++;
        continue;
      }
      int length = characterLength(bytes, i, to);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  /**
   * Writes a character.
   *
   * @param codePoint not a surrogate
   * @return the index after it
   */
  public static int put(int codePoint, byte[] bytes, int at) {
    int i = at;
    if (codePoint < 0x80) {
      bytes[i++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      bytes[i++] = (byte) (0xC0 | (codePoint >> 6));
      bytes[i++] = (byte) (0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
      bytes[i++] = (byte) (0xE0 | (codePoint >> 12));
      bytes[i++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
      bytes[i++] = (byte) (0x80 | (codePoint & 0x3F));
    } else {
      bytes[i++] = (byte) (0xF0 | (codePoint >> 18));
      bytes[i++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      bytes[i++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
      bytes[i++] = (byte) (0x80 | (codePoint & 0x3F));
    }
    return i;
  }

  private static boolean tail(byte[] bytes, int i, int to) {
    return i < to && (bytes[i] & 0xC0) == 0x80;
  }
}
