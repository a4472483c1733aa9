package io.millrace.registry.search;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts text into the words by which it is found: letters and digits, in lower case and without
 * accents. Of {@code TI101} and {@code ovenTemp} the parts are words too: {@code ti101}, {@code
 * ti}, {@code 101}; {@code oventemp}, {@code oven}, {@code temp}.
 */
final class Words {
  static final int MAX_LENGTH = 40;
  private static final int MAX_WORDS = 48;

  private Words() {}

  /** The words that a document is found by; at most {@value #MAX_WORDS}. */
  static Set<String> of(String text) {
    Set<String> words = new LinkedHashSet<>();
    for (String token : decomposed(text).split("[^\\p{L}\\p{N}]+")) {
      add(words, token);
      addParts(words, token);
    }
    return words;
  }

  /** The words of what somebody types; at most eight. */
  static Set<String> ofQuery(String text) {
    Set<String> words = new LinkedHashSet<>();
    for (String token : decomposed(text).split("[^\\p{L}\\p{N}]+")) {
      if (words.size() < 8) {
        add(words, token);
      }
    }
    return words;
  }

  private static void addParts(Set<String> words, String token) {
    int start = 0;
    for (int i = 1; i < token.length(); i++) {
      if (isBoundary(token.charAt(i - 1), token.charAt(i))) {
        add(words, token.substring(start, i));
        start = i;
      }
    }
    if (start > 0) {
      add(words, token.substring(start));
    }
  }

  private static boolean isBoundary(char before, char after) {
    return Character.isDigit(before) != Character.isDigit(after)
        || (Character.isLowerCase(before) && Character.isUpperCase(after));
  }

  private static void add(Set<String> words, String token) {
    String word = token.toLowerCase(Locale.ROOT);
    if (!word.isEmpty() && words.size() < MAX_WORDS) {
      words.add(word.length() > MAX_LENGTH ? word.substring(0, MAX_LENGTH) : word);
    }
  }

  private static String decomposed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+", "")
        .replace("ß", "ss");
  }
}
