package io.millrace.history.chunk;

import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleValue;
import io.millrace.model.sample.ValueKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one point in columns, by ascending time, those of the same time in journal order.
 * Reusable; serves one thread at a time.
 */
public final class Samples {
  private static final int INITIAL_CAPACITY = 64;
  private static final String[] NO_TEXTS = {};

  private final ValueKind kind;
  private int size;
  private long[] times;
  private long[] bits;
  private int[] qualities;
  private @Nullable String[] texts;

  /** An empty column set with room for some samples; it grows. */
  public Samples(ValueKind kind) {
    this(kind, INITIAL_CAPACITY);
  }

  /** An empty column set with room for {@code capacity} samples; it grows. */
  public Samples(ValueKind kind, int capacity) {
    this.kind = kind;
    times = new long[capacity];
    bits = new long[capacity];
    qualities = new int[capacity];
    texts = kind.isText() ? new String[capacity] : NO_TEXTS;
  }

  /** Adds a sample at the end. */
  public void add(long timeNs, long valueBits, @Nullable String text, int quality) {
    reserve(size + 1);
    times[size] = timeNs;
    bits[size] = valueBits;
    qualities[size] = quality;
    if (kind.isText()) {
      texts[size] = text == null ? "" : text;
    }
    size++;
  }

  /** Adds a sample of others of the same kind at the end. */
  public void add(Samples other, int i) {
    add(
        other.times[i],
        other.bits[i],
        other.kind.isText() ? other.texts[i] : null,
        other.qualities[i]);
  }

  /** Adds the samples {@code from} to before {@code to} of others of the same kind at the end. */
  public void addAll(Samples other, int from, int to) {
    int count = to - from;
    reserve(size + count);
    System.arraycopy(other.times, from, times, size, count);
    System.arraycopy(other.bits, from, bits, size, count);
    System.arraycopy(other.qualities, from, qualities, size, count);
    if (kind.isText()) {
      System.arraycopy(other.texts, from, texts, size, count);
    }
    size += count;
  }

  /** Removes sample {@code i}. */
  public void remove(int i) {
    int rest = size - i - 1;
    System.arraycopy(times, i + 1, times, i, rest);
    System.arraycopy(bits, i + 1, bits, i, rest);
    System.arraycopy(qualities, i + 1, qualities, i, rest);
    if (kind.isText()) {
      System.arraycopy(texts, i + 1, texts, i, rest);
    }
    size--;
  }

  /** Turns the order around. */
  public void reverse() {
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      long time = times[i];
      times[i] = times[j];
      times[j] = time;
      long value = bits[i];
      bits[i] = bits[j];
      bits[j] = value;
      int quality = qualities[i];
      qualities[i] = qualities[j];
      qualities[j] = quality;
      if (kind.isText()) {
        String text = texts[i];
        texts[i] = texts[j];
        texts[j] = text;
      }
    }
  }

  /** Removes all samples and keeps the room. */
  public void clear() {
    if (kind.isText()) {
      Arrays.fill(texts, 0, size, null);
    }
    size = 0;
  }

  /** Forgets the samples from {@code newSize} on. */
  public void truncate(int newSize) {
    size = Math.min(size, newSize);
  }

  /** The kind of all values. */
  public ValueKind kind() {
    return kind;
  }

  /** How many samples there are. */
  public int size() {
    return size;
  }

  /** Time of sample {@code i}, nanoseconds since the epoch. */
  public long timeNs(int i) {
    return times[i];
  }

  /** The 64 bits of sample {@code i}'s value; without meaning for texts. */
  public long bits(int i) {
    return bits[i];
  }

  /** The text of sample {@code i}, whose kind is carried as text. */
  public String text(int i) {
    String text = texts[i];
    return text == null ? "" : text;
  }

  /** The text of sample {@code i}; null if the kind is carried as bits. */
  public @Nullable String textOrNull(int i) {
    return kind.isText() ? texts[i] : null;
  }

  /** The OPC UA status code of sample {@code i}. */
  public int quality(int i) {
    return qualities[i];
  }

  /** Sample {@code i}'s value as an object. */
  public SampleValue value(int i) {
    return kind.isText() ? SampleValue.ofText(kind, text(i)) : SampleValue.ofBits(kind, bits[i]);
  }

  /** Sample {@code i} as an object. */
  public Sample sample(int i) {
    return new Sample(times[i], value(i), qualities[i]);
  }

  /** Whether two samples have the same value and quality (their times are not compared). */
  public boolean sameValue(int i, Samples other, int j) {
    return qualities[i] == other.qualities[j]
        && (kind.isText() ? text(i).equals(other.text(j)) : bits[i] == other.bits[j]);
  }

  /** Index of the first sample at or after a time; the size if there is none. */
  public int firstAtOrAfter(long timeNs) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < timeNs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Index of the first sample after a time; the size if there is none. */
  public int firstAfter(long timeNs) {
    return timeNs == Long.MAX_VALUE ? size : firstAtOrAfter(timeNs + 1);
  }

  /** The columns themselves, for the codecs of this package. */
  long[] times() {
    return times;
  }

  long[] bits() {
    return bits;
  }

  int[] qualities() {
    return qualities;
  }

  @Nullable String[] texts() {
    return texts;
  }

  /** Makes room for {@code newSize} samples, whose columns the caller then fills. */
  void resize(int newSize) {
    reserve(newSize);
    size = newSize;
  }

  private void reserve(int capacity) {
    if (capacity > times.length) {
      int grown = Math.max(capacity, Math.max(INITIAL_CAPACITY, 2 * times.length));
      times = Arrays.copyOf(times, grown);
      bits = Arrays.copyOf(bits, grown);
      qualities = Arrays.copyOf(qualities, grown);
      if (kind.isText()) {
        texts = Arrays.copyOf(texts, grown);
      }
    }
  }
}
