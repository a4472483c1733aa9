package io.millrace.registry.search;

import java.util.Map;

/**
 * A word that somebody typed.
 *
 * @param terms the words of the dictionary that it may stand for, by their ids
 */
record TypedWord(String word, Map<Long, String> terms) {
  /** How far a term is from what was typed: 0 the word itself, 1 its beginning, 2 its inside. */
  int distance(long term) {
    String found = terms.get(term);
    if (found == null) {
      throw new IllegalArgumentException("The term " + term + " does not hold '" + word + "'.");
    }
    if (found.equals(word)) {
      return 0;
    }
    return found.startsWith(word) ? 1 : 2;
  }
}
