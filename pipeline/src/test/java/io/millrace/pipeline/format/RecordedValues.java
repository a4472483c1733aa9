package io.millrace.pipeline.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a parser hands over, for tests to look at. */
public final class RecordedValues implements ValueSink {
  /**
   * A value.
   *
   * @param value a {@code Boolean}, {@code Long}, {@code Double} or {@code String}; an uint64
   *     beyond the long as its text with a {@code u}; a record as a {@link Content}; null if absent
   * @param stated whether the format states the kind
   */
  public record Value(
      String path, @Nullable Object value, boolean stated, long timeNs, int quality) {}

  /** A record's content. */
  public record Content(String mediaType, String text, @Nullable ArrayFeatures features) {}

  private final List<String> addresses = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();
  private final List<Long> sequences = new ArrayList<>();
  private final List<FormatException> rejected = new ArrayList<>();
  private final List<String> rejectedParts = new ArrayList<>();
  private int groupStart;

  /** Reads a message with a parser. */
  public static RecordedValues of(PayloadParser parser, byte[] message, long receiveTimeNs) {
    RecordedValues recorded = new RecordedValues();
    // Not at the begin of the array, as in a block.
    byte[] surrounded = new byte[message.length + 5];
    System.arraycopy(message, 0, surrounded, 3, message.length);
    parser.parse(surrounded, 3, 3 + message.length, receiveTimeNs, recorded);
    return recorded;
  }

  /** Reads a text with a parser. */
  public static RecordedValues of(PayloadParser parser, String message) {
    return of(parser, message.getBytes(UTF_8), 0);
  }

  public List<Value> values() {
    return values;
  }

  public List<Long> sequences() {
    return sequences;
  }

  public List<FormatException> rejected() {
    return rejected;
  }

  public List<String> rejectedParts() {
    return rejectedParts;
  }

  /**
   * Each value as {@code path=value}, with the time if there is one and the quality if not good.
   */
  public List<String> lines() {
    return values.stream().map(RecordedValues::line).toList();
  }

  private static String line(Value v) {
    return v.path()
        + "="
        + (v.value() instanceof Content c ? c.mediaType() + ":" + c.text() : v.value())
        + (v.timeNs() == NO_TIME ? "" : "@" + v.timeNs())
        + (Quality.isGood(v.quality()) ? "" : "!" + Integer.toHexString(v.quality()));
  }

  @Override
  public int address(byte[] path, int from, int to) {
    addresses.add(new String(path, from, to - from, UTF_8));
    return addresses.size() - 1;
  }

  @Override
  public void value(int address, ValueKind kind, long bits, long timeNs, int quality) {
    add(address, toObject(kind, bits), true, timeNs, quality);
  }

  @Override
  public void number(int address, ValueKind written, long bits, long timeNs, int quality) {
    add(address, toObject(written, bits), false, timeNs, quality);
  }

  @Override
  public void text(int address, byte[] text, int from, int to, long timeNs, int quality) {
    add(address, new String(text, from, to - from, UTF_8), true, timeNs, quality);
  }

  @Override
  public void record(
      int address,
      String mediaType,
      byte[] content,
      int from,
      int to,
      @Nullable ArrayFeatures features,
      long timeNs,
      int quality) {
    String text = new String(content, from, to - from, UTF_8);
    add(address, new Content(mediaType, text, features), true, timeNs, quality);
  }

  @Override
  public void absent(int address, long timeNs) {
    add(address, null, true, timeNs, Quality.GOOD);
  }

  @Override
  public void quality(int address, int quality) {
    String path = addresses.get(address);
    for (int i = groupStart; i < values.size(); i++) {
      if (values.get(i).path().equals(path)) {
        setQuality(i, quality);
      }
    }
  }

  @Override
  public void groupQuality(int quality) {
    for (int i = groupStart; i < values.size(); i++) {
      if (values.get(i).quality() == Quality.GOOD) {
        setQuality(i, quality);
      }
    }
  }

  private void setQuality(int i, int quality) {
    Value v = values.get(i);
    values.set(i, new Value(v.path(), v.value(), v.stated(), v.timeNs(), quality));
  }

  @Override
  public void endGroup(long timeNs) {
    for (int i = groupStart; i < values.size(); i++) {
      Value v = values.get(i);
      if (v.timeNs() == NO_TIME) {
        values.set(i, new Value(v.path(), v.value(), v.stated(), timeNs, v.quality()));
      }
    }
    groupStart = values.size();
  }

  @Override
  public void sequence(long number) {
    sequences.add(number);
  }

  @Override
  public void rejected(byte[] bytes, int from, int to, FormatException why) {
    rejected.add(why);
    rejectedParts.add(new String(bytes, from, to - from, UTF_8));
  }

  private void add(int address, @Nullable Object value, boolean stated, long timeNs, int quality) {
    values.add(new Value(addresses.get(address), value, stated, timeNs, quality));
  }

  private static Object toObject(ValueKind kind, long bits) {
    return switch (kind) {
      case BOOLEAN -> bits != 0;
      case INT64, ENUMERATION -> bits;
      case UINT64 -> bits >= 0 ? (Object) bits : Long.toUnsignedString(bits) + "u";
      case DOUBLE -> Double.longBitsToDouble(bits);
      case TEXT, RECORD -> throw new AssertionError(kind);
    };
  }
}
