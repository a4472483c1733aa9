package io.millrace.pipeline.format.senml;

import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.Times;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.ValueSink;
import io.millrace.pipeline.format.scan.ByteBuilder;
import io.millrace.pipeline.format.scan.NumberScanner;

/**
 * The record at hand and the base fields before it; resolves them (RFC 8428, 4.6) and hands the
 * value over. A sum becomes a value of its own at the path of the name with {@code #sum} behind it,
 * which no name can have.
 */
final class SenmlRecord {
  /** Times before this many seconds are relative to now (RFC 8428, 4.5.3). */
  private static final long RELATIVE_BELOW_NS = (1L << 28) * Times.SECOND;

  private static final int VERSION = 10;
  private static final byte[] SUM_SUFFIX = {'#', 's', 'u', 'm'};

  private enum Content {
    NONE,
    NUMBER,
    TEXT,
    TRUTH,
    DATA
  }

  private final ByteBuilder baseName;
  private final ByteBuilder path;
  private final ByteBuilder text;
  private final ByteBuilder data;
  private final int maxValues;
  private final SenmlNumber baseValue = new SenmlNumber();
  private final SenmlNumber baseSum = new SenmlNumber();
  private final SenmlNumber value = new SenmlNumber();
  private final SenmlNumber sum = new SenmlNumber();
  private final ByteBuilder name;
  private long baseTimeNs;
  private boolean hasBaseTime;
  private long timeNs;
  private boolean hasTime;
  private boolean hasSum;
  private boolean truth;
  private Content content = Content.NONE;
  private int records;

  SenmlRecord(FormatLimits limits) {
    maxValues = limits.maxSeriesValues();
    baseName = new ByteBuilder("A base name", limits.maxPathBytes());
    name = new ByteBuilder("A name", limits.maxPathBytes());
    path = new ByteBuilder("The path of a value", limits.maxPathBytes());
    text = new ByteBuilder("A text", limits.maxTextBytes());
    data = new ByteBuilder("A data value", limits.maxRecordBytes());
  }

  /** Begins a message: no base field holds. */
  void beginMessage() {
    baseName.truncate(0);
    baseValue.clear();
    baseSum.clear();
    baseTimeNs = 0;
    hasBaseTime = false;
    records = 0;
    beginRecord();
  }

  /** Begins a record: the base fields go on. */
  void beginRecord() {
    name.truncate(0);
    timeNs = 0;
    hasTime = false;
    hasSum = false;
    content = Content.NONE;
  }

  void baseVersion(SenmlNumber version) {
    if (version.asDouble() > VERSION) {
      throw FormatException.of(
          FormatError.PAYLOAD_VERSION_UNSUPPORTED,
          "The message is of a SenML version after " + VERSION + ".");
    }
  }

  void baseName(byte[] bytes, int from, int to) {
    baseName.truncate(0);
    baseName.append(bytes, from, to);
  }

  void baseTime(long ns) {
    baseTimeNs = ns;
    hasBaseTime = true;
  }

  SenmlNumber baseValue() {
    return baseValue;
  }

  SenmlNumber baseSum() {
    return baseSum;
  }

  void name(byte[] bytes, int from, int to) {
    name.truncate(0);
    name.append(bytes, from, to);
  }

  void time(long ns) {
    timeNs = ns;
    hasTime = true;
  }

  SenmlNumber value() {
    one(Content.NUMBER);
    return value;
  }

  SenmlNumber sum() {
    hasSum = true;
    return sum;
  }

  void truth(boolean isTrue) {
    one(Content.TRUTH);
    truth = isTrue;
  }

  void text(byte[] bytes, int from, int to) {
    one(Content.TEXT);
    text.truncate(0);
    text.append(bytes, from, to);
  }

  /** Empty space for the data value. */
  ByteBuilder data() {
    one(Content.DATA);
    data.truncate(0);
    return data;
  }

  private void one(Content now) {
    if (content != Content.NONE) {
      throw FormatException.of(
          FormatError.PAYLOAD_FIELD_UNEXPECTED, "A SenML record has more than one value.");
    }
    content = now;
  }

  /** Ends the record. One that has neither value nor sum only sets base fields. */
  void endRecord(long receiveTimeNs, ValueSink sink) {
    if (content == Content.NONE && !hasSum) {
      return;
    }
    if (++records > maxValues) {
      throw FormatException.of(
          FormatError.PAYLOAD_TOO_LARGE, "The message has more than " + maxValues + " records.");
    }
    resolveName();
    long atNs = resolveTime(receiveTimeNs);
    if (content != Content.NONE) {
      handOver(sink.address(path.bytes(), 0, path.length()), atNs, sink);
    }
    if (hasSum) {
      sum.add(baseSum);
      path.append(SUM_SUFFIX, 0, SUM_SUFFIX.length);
      int address = sink.address(path.bytes(), 0, path.length());
      sink.number(address, sum.kind(), sum.bits(), atNs, Quality.GOOD);
    }
  }

  private void handOver(int address, long atNs, ValueSink sink) {
    switch (content) {
      case NONE -> throw new IllegalStateException("A record without a value has none to give.");
      case NUMBER -> {
        value.add(baseValue);
        sink.number(address, value.kind(), value.bits(), atNs, Quality.GOOD);
      }
      case TEXT -> sink.text(address, text.bytes(), 0, text.length(), atNs, Quality.GOOD);
      case TRUTH -> sink.value(address, ValueKind.BOOLEAN, truth ? 1 : 0, atNs, Quality.GOOD);
      case DATA ->
          sink.record(
              address,
              "application/octet-stream",
              data.bytes(),
              0,
              data.length(),
              null,
              atNs,
              Quality.GOOD);
    }
  }

  private void resolveName() {
    path.truncate(0);
    path.append(baseName.bytes(), 0, baseName.length());
    path.append(name.bytes(), 0, name.length());
    byte[] bytes = path.bytes();
    boolean valid = path.length() > 0 && isAlphanumeric(bytes[0]);
    for (int i = 1; i < path.length() && valid; i++) {
      byte c = bytes[i];
      valid = isAlphanumeric(c) || c == '-' || c == ':' || c == '.' || c == '/' || c == '_';
    }
    if (!valid) {
      throw FormatException.of(
          FormatError.PAYLOAD_MALFORMED,
          "A SenML name begins with a letter or digit and has only letters, digits and - : . / _.");
    }
  }

  private static boolean isAlphanumeric(byte c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private long resolveTime(long receiveTimeNs) {
    if (!hasTime && !hasBaseTime) {
      return ValueSink.NO_TIME;
    }
    try {
      long total = Math.addExact(baseTimeNs, timeNs);
      return total < RELATIVE_BELOW_NS ? Math.addExact(receiveTimeNs, total) : total;
    } catch (ArithmeticException e) {
      throw FormatException.of(
          FormatError.PAYLOAD_TIME_INVALID, "A time lies outside the years 1677 to 2262.");
    }
  }

  /** A number of a record: exact as a whole number as long as that goes, else a double. */
  static final class SenmlNumber {
    private ValueKind kind = ValueKind.INT64;
    private long bits;

    void clear() {
      set(ValueKind.INT64, 0);
    }

    void set(ValueKind newKind, long newBits) {
      kind = newKind;
      bits = newBits;
    }

    void add(SenmlNumber base) {
      if (base.kind == ValueKind.INT64 && base.bits == 0) {
        return;
      }
      if (kind == ValueKind.INT64 && base.kind == ValueKind.INT64) {
        long exact = bits + base.bits;
        boolean overflow = ((bits ^ exact) & (base.bits ^ exact)) < 0;
        if (!overflow) {
          bits = exact;
          return;
        }
      }
      set(ValueKind.DOUBLE, Double.doubleToRawLongBits(asDouble() + base.asDouble()));
    }

    ValueKind kind() {
      return kind;
    }

    long bits() {
      return bits;
    }

    double asDouble() {
      return NumberScanner.toDouble(kind, bits);
    }
  }
}
