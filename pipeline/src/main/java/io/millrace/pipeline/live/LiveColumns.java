package io.millrace.pipeline.live;

import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.SampleValue;
import io.millrace.model.sample.ValueKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The latest samples of all points, in columns by handle. Guarded by the state's lock. */
final class LiveColumns {
  private static final int INITIAL_CAPACITY = 1024;

  private @Nullable ValueKind[] kinds = new ValueKind[INITIAL_CAPACITY];
  private long[] times = new long[INITIAL_CAPACITY];
  private long[] bits = new long[INITIAL_CAPACITY];
  private @Nullable String[] texts = new String[INITIAL_CAPACITY];
  private int[] qualities = new int[INITIAL_CAPACITY];
  private long[] receiveTimes = new long[INITIAL_CAPACITY];
  private int[] sources = new int[INITIAL_CAPACITY];
  private long[] changes = new long[INITIAL_CAPACITY];
  private int size;

  /** One more than the greatest handle that was set. */
  int size() {
    return size;
  }

  boolean has(int point) {
    return point < size && kinds[point] != null;
  }

  @Nullable ValueKind kind(int point) {
    return point < size ? kinds[point] : null;
  }

  long timeNs(int point) {
    return times[point];
  }

  long bits(int point) {
    return bits[point];
  }

  String text(int point) {
    String text = texts[point];
    return text == null ? "" : text;
  }

  int quality(int point) {
    return qualities[point];
  }

  long receiveTimeNs(int point) {
    return receiveTimes[point];
  }

  int source(int point) {
    return sources[point];
  }

  /** Number of the point's last change; 0 if it never had a value. */
  long change(int point) {
    return point < size ? changes[point] : 0;
  }

  SampleValue value(int point, ValueKind kind) {
    return kind.isText()
        ? SampleValue.ofText(kind, text(point))
        : SampleValue.ofBits(kind, bits[point]);
  }

  void set(SampleBatch batch, int i, long receiveTimeNs, int source, long change) {
    ValueKind kind = batch.kind(i);
    set(
        batch.point(i),
        kind,
        batch.timeNs(i),
        kind.isText() ? 0 : batch.bits(i),
        kind.isText() ? batch.text(i) : null,
        batch.quality(i),
        receiveTimeNs,
        source,
        change);
  }

  void set(
      int point,
      ValueKind kind,
      long timeNs,
      long valueBits,
      @Nullable String text,
      int quality,
      long receiveTimeNs,
      int source,
      long change) {
    if (point >= kinds.length) {
      grow(point);
    }
    size = Math.max(size, point + 1);
    if (kinds[point] != kind) { // writing a reference costs a collector's barrier
      kinds[point] = kind;
    }
    times[point] = timeNs;
    bits[point] = valueBits;
    if (text != null || texts[point] != null) {
      texts[point] = text;
    }
    qualities[point] = quality;
    receiveTimes[point] = receiveTimeNs;
    sources[point] = source;
    changes[point] = change;
  }

  boolean hasValue(int point, SampleBatch batch, int i) {
    ValueKind kind = batch.kind(i);
    return kind == kinds[point]
        && (kind.isText() ? batch.text(i).equals(text(point)) : batch.bits(i) == bits[point]);
  }

  void remove(int point, long change) {
    kinds[point] = null;
    texts[point] = null;
    changes[point] = change;
  }

  private void grow(int point) {
    int capacity = Math.max(point + 1, 2 * kinds.length);
    kinds = Arrays.copyOf(kinds, capacity);
    times = Arrays.copyOf(times, capacity);
    bits = Arrays.copyOf(bits, capacity);
    texts = Arrays.copyOf(texts, capacity);
    qualities = Arrays.copyOf(qualities, capacity);
    receiveTimes = Arrays.copyOf(receiveTimes, capacity);
    sources = Arrays.copyOf(sources, capacity);
    changes = Arrays.copyOf(changes, capacity);
  }
}
