package io.millrace.model.plant;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form of a name by which it is found, compared and sorted: without regard to case and width,
 * and with numbers in the order of their size, so that {@code Press 2} comes before {@code Press
 * 10}. Different names (case apart) have different keys.
 */
public final class NameKey {
  private static final int MAX_RUN = 99;

  /** A character that no name holds. */
  private static final char LEADING_ZERO = '\u0001';

  private NameKey() {}

  /** The key of a name; sorts by its code points. */
  public static String of(String name) {
    String folded =
        Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    StringBuilder key = new StringBuilder(folded.length() + 8);
    for (int at = 0; at < folded.length(); ) {
      char c = folded.charAt(at);
      if (isDigit(c)) {
        at = number(folded, at, key);
      } else {
        boolean space = Character.isWhitespace(c);
        if (!space || key.charAt(key.length() - 1) != ' ') {
          key.append(space ? ' ' : c);
        }
        at++;
      }
    }
    return key.toString();
  }

  /** Writes the count of digits, the digits, and a mark for each leading zero. */
  private static int number(String text, int from, StringBuilder key) {
    int digits = from;
    while (digits < text.length() - 1
        && text.charAt(digits) == '0'
        && isDigit(text.charAt(digits + 1))) {
      digits++;
    }
    int end = digits;
    while (end < text.length() && end - digits < MAX_RUN && isDigit(text.charAt(end))) {
      end++;
    }
    int length = end - digits;
    key.append((char) ('0' + length / 10)).append((char) ('0' + length % 10));
    key.append(text, digits, end);
    key.repeat(LEADING_ZERO, digits - from);
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
