package io.millrace.journal.rocksdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers entries: equal ones get the same number, and an object that was seen before is found by
 * its identity, without hashing its contents. Bounded: when too many different entries were seen it
 * starts over. For one thread.
 */
final class Interner<T> {
  private final int mostEntries;
  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<T> entries = new ArrayList<>();
  // Open addressing with linear probing, keyed by identity; at most half full.
  private final @Nullable Object[] seen;
  private final int[] seenNumbers;
  private int seenCount;

  /**
   * An empty one.
   *
   * @param mostEntries a power of two
   */
  Interner(int mostEntries) {
    this.mostEntries = mostEntries;
    this.seen = new Object[4 * mostEntries];
    this.seenNumbers = new int[4 * mostEntries];
  }

  /** The number of an entry, from 0; valid until {@link #startsOver} is true before a call. */
  @SuppressWarnings("ReferenceEquality") // identity is the point; equals comes second
  int number(T entry) {
    int mask = seen.length - 1;
    int at = mix(System.identityHashCode(entry)) & mask;
    Object there;
    while ((there = seen[at]) != null) {
      if (there == entry) {
        return seenNumbers[at];
      }
      at = (at + 1) & mask;
    }
    return numberOfUnseen(entry, at);
  }

  private int numberOfUnseen(T entry, int at) {
    Integer known = numbers.putIfAbsent(entry, entries.size());
    int number = known == null ? entries.size() : known;
    if (known == null) {
      entries.add(entry);
    }
    if (seenCount == seen.length / 2) {
      // Somebody makes a new object for each record; forget the objects, keep the numbers.
      Arrays.fill(seen, null);
      seenCount = 0;
    } else {
      seen[at] = entry;
      seenNumbers[at] = number;
      seenCount++;
    }
    return number;
  }

  /** The identity hash is random in its low 25 bits or so; spread it all the same. */
  private static int mix(int hash) {
    return (hash * 0x9E37_79B9) >>> 7;
  }

  T entry(int number) {
    return entries.get(number);
  }

  int size() {
    return entries.size();
  }

  /** Whether so many entries were seen that all numbers must be given up. */
  boolean startsOver() {
    if (entries.size() < mostEntries) {
      return false;
    }
    numbers.clear();
    entries.clear();
    Arrays.fill(seen, null);
    seenCount = 0;
    return true;
  }
}
