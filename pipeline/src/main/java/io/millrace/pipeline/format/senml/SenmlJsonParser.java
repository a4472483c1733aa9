package io.millrace.pipeline.format.senml;

import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.ValueSink;
import io.millrace.pipeline.format.json.JsonScanner;
import io.millrace.pipeline.format.scan.ByteBuilder;
import io.millrace.pipeline.format.senml.SenmlRecord.SenmlNumber;

/** Reads SenML in JSON. */
final class SenmlJsonParser implements PayloadParser {
  private static final int SECONDS = 9;

  private final FormatLimits limits;
  private final JsonScanner scanner;
  private final SenmlRecord record;
  private final SenmlNumber version = new SenmlNumber();

  SenmlJsonParser(FormatLimits limits) {
    this.limits = limits;
    scanner = new JsonScanner(limits.maxDepth());
    record = new SenmlRecord(limits);
  }

  @Override
  public void parse(byte[] bytes, int from, int to, long receiveTimeNs, ValueSink sink) {
    scanner.reset(bytes, from, to);
    record.beginMessage();
    scanner.expect('[');
    if (!scanner.accept(']')) {
      do {
        record.beginRecord();
        object();
        record.endRecord(receiveTimeNs, sink);
      } while (scanner.hasNext(']'));
    }
    scanner.expectEnd();
    sink.endGroup(ValueSink.NO_TIME);
  }

  private void object() {
    scanner.expect('{');
    if (scanner.accept('}')) {
      return;
    }
    do {
      scanner.string(limits.maxPathBytes());
      SenmlField field = SenmlField.ofText(scanner.text(), scanner.textFrom(), scanner.textTo());
      if (field == null) {
        refuseIfMandatory();
        scanner.expect(':');
        scanner.skip(2, limits.maxTextBytes());
      } else {
        scanner.expect(':');
        member(field);
      }
    } while (scanner.hasNext('}'));
  }

  /** A label that ends with an underscore must be understood (RFC 8428, 4.4). */
  private void refuseIfMandatory() {
    if (scanner.textTo() > scanner.textFrom() && scanner.text()[scanner.textTo() - 1] == '_') {
      throw FormatException.at(
          FormatError.PAYLOAD_VERSION_UNSUPPORTED,
          "The field '" + scanner.textAsString() + "' must be understood and is not",
          scanner.position());
    }
  }

  private void member(SenmlField field) {
    switch (field) {
      case BASE_VERSION -> {
        number(version);
        record.baseVersion(version);
      }
      case BASE_NAME -> {
        scanner.string(limits.maxPathBytes());
        record.baseName(scanner.text(), scanner.textFrom(), scanner.textTo());
      }
      case BASE_TIME -> record.baseTime(time());
      case BASE_VALUE -> number(record.baseValue());
      case BASE_SUM -> number(record.baseSum());
      case NAME -> {
        scanner.string(limits.maxPathBytes());
        record.name(scanner.text(), scanner.textFrom(), scanner.textTo());
      }
      case VALUE -> number(record.value());
      case STRING_VALUE -> {
        scanner.string(limits.maxTextBytes());
        record.text(scanner.text(), scanner.textFrom(), scanner.textTo());
      }
      case BOOLEAN_VALUE -> truth();
      case SUM -> number(record.sum());
      case TIME -> record.time(time());
      case DATA_VALUE -> data();
      case BASE_UNIT, UNIT -> scanner.string(limits.maxTextBytes());
      case UPDATE_TIME -> time();
    }
  }

  private void number(SenmlNumber target) {
    expectNumber();
    scanner.number();
    target.set(scanner.scannedNumber().kind(), scanner.scannedNumber().bits());
  }

  private long time() {
    expectNumber();
    scanner.number();
    try {
      return scanner.scannedNumber().asNs(SECONDS);
    } catch (ArithmeticException e) {
      throw FormatException.at(
          FormatError.PAYLOAD_TIME_INVALID,
          "A time has more than 19 digits or lies outside the years 1677 to 2262",
          scanner.position());
    }
  }

  private void expectNumber() {
    int c = scanner.peek();
    if (c != '-' && (c < '0' || c > '9')) {
      throw scanner.unexpected("a number");
    }
  }

  private void truth() {
    int c = scanner.peek();
    if (c != 't' && c != 'f') {
      throw scanner.unexpected("true or false");
    }
    record.truth(scanner.bool());
  }

  private void data() {
    scanner.string((int) Math.min(Integer.MAX_VALUE, limits.maxRecordBytes() * 4L / 3 + 4));
    ByteBuilder out = record.data();
    if (!Base64Url.decode(scanner.text(), scanner.textFrom(), scanner.textTo(), out)) {
      throw FormatException.at(
          FormatError.PAYLOAD_MALFORMED, "A data value is not base64url", scanner.position());
    }
  }
}
