package io.millrace.journal.rocksdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary of one block after the other: which index an entry has. Costs an array access for
 * an object that was seen before, however many blocks ago. For one thread.
 */
final class BlockDictionary<T> {
  private final Interner<T> interner;
  // By the interner's number: in which block the entry was last used, and under which index.
  private int[] lastBlocks = new int[1024];
  private int[] indexes = new int[1024];
  private int block;
  private List<T> entries = new ArrayList<>();
  private @Nullable T last;
  private int lastIndex;

  BlockDictionary(int mostEntries) {
    this.interner = new Interner<>(mostEntries);
  }

  /** Begins the next block. */
  void begin() {
    block++;
    entries = new ArrayList<>();
    last = null;
    if (interner.startsOver()) {
      Arrays.fill(lastBlocks, 0);
    }
  }

  /** The entry's index in the block; a new one if it has not occurred in it. */
  @SuppressWarnings("ReferenceEquality") // only a short cut; equals decides in the interner
  int indexOf(T entry) {
    if (entry == last) {
      return lastIndex;
    }
    int number = interner.number(entry);
    if (number >= lastBlocks.length) {
      int capacity = Math.max(number + 1, 2 * lastBlocks.length);
      lastBlocks = Arrays.copyOf(lastBlocks, capacity);
      indexes = Arrays.copyOf(indexes, capacity);
    }
    if (lastBlocks[number] != block) {
      lastBlocks[number] = block;
      indexes[number] = entries.size();
      entries.add(interner.entry(number));
    }
    last = entry;
    lastIndex = indexes[number];
    return lastIndex;
  }

  /** The block's entries in the order of their indexes. */
  List<T> entries() {
    return Collections.unmodifiableList(entries);
  }
}
