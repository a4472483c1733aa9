package io.millrace.pipeline.context;

import java.util.Arrays;

/** Ascending offsets of the context lane at which something changed. */
final class Offsets {
  private long[] offsets = new long[2];
  private int size;

  void add(long offset) {
    if (size > 0 && offsets[size - 1] >= offset) {
      return;
    }
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * size);
    }
    offsets[size++] = offset;
  }

  boolean contains(long offset) {
    return Arrays.binarySearch(offsets, 0, size, offset) >= 0;
  }

  /** The first version that has the last change before a version; 0 if there was none. */
  long firstVersionLike(long version) {
    int i = indexFrom(version);
    return i == 0 ? 0 : offsets[i - 1] + 1;
  }

  /** The last version that still has no further change than a version has. */
  long lastVersionLike(long version) {
    int i = indexFrom(version);
    return i == size ? Long.MAX_VALUE : offsets[i];
  }

  private int indexFrom(long version) {
    int i = Arrays.binarySearch(offsets, 0, size, version);
    return i < 0 ? -1 - i : i;
  }
}
