package io.millrace.model.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples in columns, in the order in which they were decoded. Filled by one thread, then handed
 * over and only read; {@link #clear()} lets the owner use it again.
 *
 * <p>Columns rather than objects because a busy plant decodes half a million samples a second; a
 * sample here costs 33 bytes and no allocation.
 */
public final class SampleBatch {
  private static final int INITIAL_CAPACITY = 256;

  private int size;
  private int[] points;
  private byte[] kinds;
  private long[] times;
  private long[] bits;
  private int[] qualities;
  private long[] offsets;
  private final List<String> texts = new ArrayList<>();

  /** An empty batch with room for some samples; it grows. */
  public SampleBatch() {
    this(INITIAL_CAPACITY);
  }

  /** An empty batch with room for {@code capacity} samples; it grows. */
  public SampleBatch(int capacity) {
    points = new int[capacity];
    kinds = new byte[capacity];
    times = new long[capacity];
    bits = new long[capacity];
    qualities = new int[capacity];
    offsets = new long[capacity];
  }

  /**
   * Adds a sample whose value fits 64 bits.
   *
   * @param point handle, see {@link PointHandles}
   * @param kind not {@link ValueKind#TEXT} or {@link ValueKind#RECORD}
   * @param timeNs source time, nanoseconds since the epoch
   * @param valueBits the value as the kind says
   * @param quality OPC UA status code
   * @param journalOffset offset within its journal partition of the record that it came from
   */
  public void add(
      int point, ValueKind kind, long timeNs, long valueBits, int quality, long journalOffset) {
    if (size == points.length) {
      grow();
    }
    int i = size;
    points[i] = point;
    kinds[i] = kind.code();
    times[i] = timeNs;
    bits[i] = valueBits;
    qualities[i] = quality;
    offsets[i] = journalOffset;
    size = i + 1;
  }

  /** Adds a sample whose value is a text; the parameters are as in {@link #add}. */
  public void addText(
      int point, ValueKind kind, long timeNs, String text, int quality, long journalOffset) {
    add(point, kind, timeNs, texts.size(), quality, journalOffset);
    texts.add(text);
  }

  /**
   * Removes the samples from {@code newSize} on, when the message that they came from is refused.
   */
  public void truncate(int newSize) {
    if (newSize > size) {
      throw new IllegalArgumentException("Cannot shorten " + size + " samples to " + newSize + ".");
    }
    for (int i = size - 1; i >= newSize; i--) {
      if (ValueKind.ofCode(kinds[i]).isText()) {
        texts.removeLast();
      }
    }
    size = newSize;
  }

  /** Removes all samples and keeps the room. */
  public void clear() {
    size = 0;
    texts.clear();
  }

  /** How many samples there are. */
  public int size() {
    return size;
  }

  /** The handle of sample {@code i}'s point. */
  public int point(int i) {
    return points[i];
  }

  /** The kind of sample {@code i}'s value. */
  public ValueKind kind(int i) {
    return ValueKind.ofCode(kinds[i]);
  }

  /** Source time of sample {@code i}, nanoseconds since the epoch. */
  public long timeNs(int i) {
    return times[i];
  }

  /** The 64 bits of sample {@code i}'s value; for text an index that means nothing outside. */
  public long bits(int i) {
    return bits[i];
  }

  /** The text of sample {@code i}, whose kind is carried as text. */
  public String text(int i) {
    return texts.get((int) bits[i]);
  }

  /** The OPC UA status code of sample {@code i}. */
  public int quality(int i) {
    return qualities[i];
  }

  /** Offset, within its journal partition, of the record that sample {@code i} came from. */
  public long journalOffset(int i) {
    return offsets[i];
  }

  /** Sample {@code i}'s value as an object. */
  public SampleValue value(int i) {
    ValueKind kind = kind(i);
    return kind.isText() ? SampleValue.ofText(kind, text(i)) : SampleValue.ofBits(kind, bits[i]);
  }

  private void grow() {
    int capacity = Math.max(INITIAL_CAPACITY, points.length * 2);
    points = Arrays.copyOf(points, capacity);
    kinds = Arrays.copyOf(kinds, capacity);
    times = Arrays.copyOf(times, capacity);
    bits = Arrays.copyOf(bits, capacity);
    qualities = Arrays.copyOf(qualities, capacity);
    offsets = Arrays.copyOf(offsets, capacity);
  }
}
