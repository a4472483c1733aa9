package io.millrace.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds what somebody meant who mistyped a name: by the optimal string alignment distance
 * (insertions, deletions, substitutions and transpositions of neighbours).
 */
public final class NearestName {
  private NearestName() {}

  /** The nearest name, if one is near enough to be meant. */
  public static Optional<String> of(String typed, Collection<String> names) {
    int tolerance = Math.max(2, typed.length() / 3);
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(typed, name)))
        .filter(name -> distance(typed, name) <= tolerance);
  }

  static int distance(String from, String to) {
    int[] beforePrevious = new int[to.length() + 1];
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int best = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        current[j] = swapped ? Math.min(best, beforePrevious[j - 2] + 1) : best;
      }
      beforePrevious = previous;
      previous = current;
    }
    return previous[to.length()];
  }
}
