package io.millrace.pipeline.format.scan;

import io.millrace.model.sample.Quality;

/** Qualities as people and devices write them, read without allocation. */
public final class QualityText {
  /** The text is no quality; as a status code it would have reserved bits set. */
  public static final long NONE = -1;

  private static final int MAX_HEX_DIGITS = 8;

  private QualityText() {}

  /**
   * Reads {@code good}, {@code uncertain}, {@code bad} in any case, or a status code in hexadecimal
   * after {@code 0x}.
   *
   * @return the status code as an unsigned number, or {@link #NONE}
   */
  public static long parse(byte[] bytes, int from, int to) {
    if (is("good", bytes, from, to)) {
      return Quality.GOOD;
    }
    if (is("uncertain", bytes, from, to)) {
      return Integer.toUnsignedLong(Quality.UNCERTAIN);
    }
    if (is("bad", bytes, from, to)) {
      return Integer.toUnsignedLong(Quality.BAD);
    }
    return hexadecimal(bytes, from, to);
  }

  private static boolean is(String word, byte[] bytes, int from, int to) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((bytes[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static long hexadecimal(byte[] bytes, int from, int to) {
    int digits = to - from - 2;
    if (digits < 1 || digits > MAX_HEX_DIGITS || bytes[from] != '0' || bytes[from + 1] != 'x') {
      return NONE;
    }
    long status = 0;
    for (int i = from + 2; i < to; i++) {
      int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
      if (digit < 0) {
        return NONE;
      }
      status = (status << 4) | digit;
    }
    return status;
  }
}
