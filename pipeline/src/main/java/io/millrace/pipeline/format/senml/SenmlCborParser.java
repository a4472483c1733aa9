package io.millrace.pipeline.format.senml;

import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.Times;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.ValueSink;
import io.millrace.pipeline.format.scan.ByteBuilder;
import io.millrace.pipeline.format.senml.SenmlRecord.SenmlNumber;
import org.jspecify.annotations.Nullable;

/** Reads SenML in CBOR. */
final class SenmlCborParser implements PayloadParser {
  private static final double NS_PER_SECOND = 1e9;

  /**
   * From here on a double has no more than microseconds, and the digits behind them are noise that
   * would make two writings of one time differ.
   */
  private static final double COARSE_FROM_S = 1 << 20;

  private final CborScanner scanner;
  private final SenmlRecord record;
  private final ByteBuilder label;
  private final ByteBuilder text;
  private final SenmlNumber scratch = new SenmlNumber();

  SenmlCborParser(FormatLimits limits) {
    scanner = new CborScanner(limits.maxDepth());
    record = new SenmlRecord(limits);
    label = new ByteBuilder("A label", limits.maxPathBytes());
    text = new ByteBuilder("A text", Math.max(limits.maxPathBytes(), limits.maxTextBytes()));
  }

  @Override
  public void parse(byte[] bytes, int from, int to, long receiveTimeNs, ValueSink sink) {
    scanner.reset(bytes, from, to);
    record.beginMessage();
    long left = scanner.container(CborScanner.ARRAY, "an array of records");
    while (left == CborScanner.INDEFINITE ? !scanner.acceptBreak() : left-- > 0) {
      record.beginRecord();
      map();
      record.endRecord(receiveTimeNs, sink);
    }
    if (!scanner.atEnd()) {
      throw scanner.malformed("Something follows the array of records");
    }
    sink.endGroup(ValueSink.NO_TIME);
  }

  private void map() {
    long left = scanner.container(CborScanner.MAP, "a record");
    while (left == CborScanner.INDEFINITE ? !scanner.acceptBreak() : left-- > 0) {
      SenmlField field = label();
      if (field == null) {
        scanner.skip(2);
      } else {
        member(field);
      }
    }
  }

  /** Labels are numbers; those of extensions are texts (RFC 8428, section 6). */
  private @Nullable SenmlField label() {
    if (scanner.peekType() != CborScanner.TEXT) {
      return SenmlField.ofNumber(scanner.integer());
    }
    scanner.text(label);
    if (label.length() > 0 && label.bytes()[label.length() - 1] == '_') {
      throw FormatException.at(
          FormatError.PAYLOAD_VERSION_UNSUPPORTED,
          "A field whose label ends with an underscore must be understood and is not",
          scanner.position());
    }
    return SenmlField.ofText(label.bytes(), 0, label.length());
  }

  private void member(SenmlField field) {
    switch (field) {
      case BASE_VERSION -> {
        scanner.number(scratch);
        record.baseVersion(scratch);
      }
      case BASE_NAME -> {
        scanner.text(text);
        record.baseName(text.bytes(), 0, text.length());
      }
      case BASE_TIME -> record.baseTime(time());
      case BASE_VALUE -> scanner.number(record.baseValue());
      case BASE_SUM -> scanner.number(record.baseSum());
      case NAME -> {
        scanner.text(text);
        record.name(text.bytes(), 0, text.length());
      }
      case VALUE -> scanner.number(record.value());
      case STRING_VALUE -> {
        scanner.text(text);
        record.text(text.bytes(), 0, text.length());
      }
      case BOOLEAN_VALUE -> record.truth(scanner.bool());
      case SUM -> scanner.number(record.sum());
      case TIME -> record.time(time());
      case DATA_VALUE -> scanner.string(CborScanner.BYTES, record.data());
      case BASE_UNIT, UNIT -> scanner.text(text);
      case UPDATE_TIME -> time();
    }
  }

  private long time() {
    scanner.number(scratch);
    try {
      if (scratch.kind() == ValueKind.INT64) {
        return Math.multiplyExact(scratch.bits(), Times.SECOND);
      }
      double seconds = scratch.asDouble();
      double ns = seconds * NS_PER_SECOND;
      if (scratch.kind() == ValueKind.DOUBLE && Math.abs(ns) < Long.MAX_VALUE) {
        return Math.abs(seconds) < COARSE_FROM_S ? Math.round(ns) : toMicroseconds(seconds);
      }
    } catch (ArithmeticException e) {
      // falls through to the one error
    }
    throw FormatException.at(
        FormatError.PAYLOAD_TIME_INVALID,
        "A time lies outside the years 1677 to 2262",
        scanner.position());
  }

  private static long toMicroseconds(double seconds) {
    double whole = Math.floor(seconds);
    long us = Math.round((seconds - whole) * 1e6);
    return Math.addExact(Math.multiplyExact((long) whole, Times.SECOND), us * Times.US);
  }
}
