package io.millrace.history.query;

import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleValue;
import io.millrace.model.sample.ValueKind;
import org.jspecify.annotations.Nullable;

/** The latest samples of several points, in columns, in the order of the points that were asked. */
public final class LatestSamples {
  private final @Nullable ValueKind[] kinds;
  private final long[] times;
  private final long[] bits;
  private final int[] qualities;
  private final @Nullable String[] texts;

  LatestSamples(int size) {
    kinds = new ValueKind[size];
    times = new long[size];
    bits = new long[size];
    qualities = new int[size];
    texts = new String[size];
  }

  void set(int i, ValueKind kind, long timeNs, long valueBits, @Nullable String text, int quality) {
    kinds[i] = kind;
    times[i] = timeNs;
    bits[i] = valueBits;
    texts[i] = text;
    qualities[i] = quality;
  }

  /** How many points were asked for. */
  public int size() {
    return kinds.length;
  }

  /** The kind of point {@code i}'s values; null if the point has no sample. */
  public @Nullable ValueKind kind(int i) {
    return kinds[i];
  }

  /** Time of point {@code i}'s latest sample, nanoseconds since the epoch. */
  public long timeNs(int i) {
    return times[i];
  }

  /** The 64 bits of point {@code i}'s latest value; without meaning for texts. */
  public long bits(int i) {
    return bits[i];
  }

  /** Point {@code i}'s latest text; null if its kind is not carried as text. */
  public @Nullable String text(int i) {
    return texts[i];
  }

  /** The OPC UA status code of point {@code i}'s latest sample. */
  public int quality(int i) {
    return qualities[i];
  }

  /** Point {@code i}'s latest sample as an object; null if it has none. */
  public @Nullable Sample sample(int i) {
    ValueKind kind = kinds[i];
    if (kind == null) {
      return null;
    }
    String text = texts[i];
    SampleValue value =
        kind.isText()
            ? SampleValue.ofText(kind, text == null ? "" : text)
            : SampleValue.ofBits(kind, bits[i]);
    return new Sample(times[i], value, qualities[i]);
  }
}
