package io.millrace.history.head;

import io.millrace.history.chunk.Samples;
import io.millrace.model.sample.ValueKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Samples, or removals of samples, that came with a time that is not later than all before. In the
 * order in which they came; appended to until they are merged. The writer appends; readers may copy
 * the first {@code size()} while it does.
 */
final class LateSamples {
  private static final int INITIAL_CAPACITY = 16;

  private final ValueKind kind;
  private volatile int size;
  private long latestNs = Long.MIN_VALUE;
  private long[] times = new long[INITIAL_CAPACITY];
  private long[] bits = new long[INITIAL_CAPACITY];
  private int[] qualities = new int[INITIAL_CAPACITY];
  private @Nullable String[] texts;
  private boolean[] removals = new boolean[INITIAL_CAPACITY];
  private int[] sources = new int[INITIAL_CAPACITY];
  private int[] partitions = new int[INITIAL_CAPACITY];
  private long[] offsets = new long[INITIAL_CAPACITY];

  LateSamples(ValueKind kind) {
    this.kind = kind;
    this.texts = new String[kind.isText() ? INITIAL_CAPACITY : 0];
  }

  boolean isFull() {
    return size == times.length;
  }

  /** Makes room for as many again. Readers must be told, since the columns become other arrays. */
  void grow() {
    int capacity = 2 * times.length;
    times = Arrays.copyOf(times, capacity);
    bits = Arrays.copyOf(bits, capacity);
    qualities = Arrays.copyOf(qualities, capacity);
    removals = Arrays.copyOf(removals, capacity);
    sources = Arrays.copyOf(sources, capacity);
    partitions = Arrays.copyOf(partitions, capacity);
    offsets = Arrays.copyOf(offsets, capacity);
    if (kind.isText()) {
      texts = Arrays.copyOf(texts, capacity);
    }
  }

  void add(
      long timeNs,
      long valueBits,
      @Nullable String text,
      int quality,
      boolean removal,
      int source,
      int partition,
      long offset) {
    int i = size;
    times[i] = timeNs;
    bits[i] = valueBits;
    qualities[i] = quality;
    removals[i] = removal;
    sources[i] = source;
    partitions[i] = partition;
    offsets[i] = offset;
    if (kind.isText()) {
      texts[i] = text;
    }
    if (timeNs > latestNs) {
      latestNs = timeNs;
    }
    size = i + 1; // the only writer; volatile so that readers find the sample behind it
  }

  /** Forgets all, and keeps the room. Readers must be told, since other samples will follow. */
  void clear() {
    Arrays.fill(texts, null);
    size = 0;
    latestNs = Long.MIN_VALUE;
  }

  /** The greatest time; the least of all if there is none. */
  long latestNs() {
    return latestNs;
  }

  int size() {
    return size;
  }

  /** How many fit without growing. */
  int capacity() {
    return times.length;
  }

  long timeNs(int i) {
    return times[i];
  }

  boolean isRemoval(int i) {
    return removals[i];
  }

  int source(int i) {
    return sources[i];
  }

  int partition(int i) {
    return partitions[i];
  }

  long offset(int i) {
    return offsets[i];
  }

  /** Adds sample {@code i} at the end. */
  void copyTo(int i, Samples into) {
    into.add(times[i], bits[i], kind.isText() ? texts[i] : null, qualities[i]);
  }

  /** Whether sample {@code i} has the value and quality of another. */
  boolean sameValue(int i, Samples others, int other) {
    if (qualities[i] != others.quality(other)) {
      return false;
    }
    if (!kind.isText()) {
      return bits[i] == others.bits(other);
    }
    return others.text(other).equals(texts[i]);
  }

  /** A copy of what is there now. */
  LateSamples copy() {
    LateSamples copy = new LateSamples(kind);
    int count = size;
    copy.times = Arrays.copyOf(times, count);
    copy.bits = Arrays.copyOf(bits, count);
    copy.qualities = Arrays.copyOf(qualities, count);
    copy.removals = Arrays.copyOf(removals, count);
    copy.sources = Arrays.copyOf(sources, count);
    copy.partitions = Arrays.copyOf(partitions, count);
    copy.offsets = Arrays.copyOf(offsets, count);
    copy.texts = kind.isText() ? Arrays.copyOf(texts, count) : texts;
    copy.size = count;
    return copy;
  }

  /** Indexes by ascending time, those of the same time as they came. */
  int[] order() {
    int count = size;
    int[] order = new int[count];
    boolean ascending = true;
    for (int i = 0; i < count; i++) {
      order[i] = i;
      ascending &= i == 0 || times[i] >= times[i - 1];
    }
    if (!ascending) {
      sort(order, new int[count]);
    }
    return order;
  }

  /** Merge sort from the bottom: stable, and quick on the runs that late data mostly comes in. */
  private void sort(int[] order, int[] spare) {
    int count = order.length;
    for (int width = 1; width < count; width *= 2) {
      for (int low = 0; low < count - width; low += 2 * width) {
        int middle = low + width;
        if (times[order[middle - 1]] > times[order[middle]]) {
          merge(order, spare, low, middle, Math.min(middle + width, count));
        }
      }
    }
  }

  private void merge(int[] order, int[] spare, int low, int middle, int high) {
    System.arraycopy(order, low, spare, low, high - low);
    int left = low;
    int right = middle;
    for (int i = low; i < high; i++) {
      boolean takeLeft =
          right >= high || (left < middle && times[spare[left]] <= times[spare[right]]);
      order[i] = takeLeft ? spare[left++] : spare[right++];
    }
  }
}
