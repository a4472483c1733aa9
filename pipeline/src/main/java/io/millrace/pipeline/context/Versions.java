package io.millrace.pipeline.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that something had, each from an offset of the context lane on. Version v is what all
 * changes before offset v amount to.
 */
final class Versions<T> {
  private long[] offsets = new long[1];
  private final List<T> values = new ArrayList<>(1);

  /** Adds a value; offsets ascend. */
  void add(long offset, T value) {
    int size = values.size();
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * size);
    }
    offsets[size] = offset;
    values.add(value);
  }

  /** The value in a version; null if there was none yet. */
  @Nullable T at(long version) {
    int i = Arrays.binarySearch(offsets, 0, values.size(), version);
    int before = (i < 0 ? -1 - i : i) - 1;
    return before < 0 ? null : values.get(before);
  }

  /** The newest value. */
  @Nullable T latest() {
    return values.isEmpty() ? null : values.getLast();
  }
}
