package io.millrace.pipeline.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.ValueSink;
import io.millrace.pipeline.format.scan.EpochUnit;
import io.millrace.pipeline.format.scan.QualityText;
import java.time.ZoneId;

/**
 * Reads Millrace JSON in one pass. {@code seq}, {@code quality} and {@code tsUnit} have their
 * special meaning only beside {@code values} or {@code series}, which may come after them; so their
 * place is kept, and if it turns out that they are ordinary members they are read again when the
 * object ends.
 */
final class MillraceJsonParser implements PayloadParser {
  private static final byte[] NO_PATH = new byte[0];
  private static final int NONE = -1;
  private static final long NO_SEQUENCE = -1;
  private static final int MAX_UNIT_BYTES = 8;

  private final byte[] tsField;
  private final EpochUnit defaultUnit;
  private final FormatLimits limits;
  private final JsonScanner scanner;
  private final JsonTimes times;
  private final JsonQualities qualities;
  private final JsonValues values;
  private final JsonSeries series;
  private final JsonArrays arrays;
  private final PathBuffer qualityPath;

  private boolean enveloped;
  private boolean hasSeries;
  private EpochUnit unit;
  private long timeNs;
  private int tsAt;
  private boolean tsPending;
  private int seqAt;
  private int qualityAt;
  private int unitAt;
  private long sequence;
  private long status = QualityText.NONE;

  MillraceJsonParser(String tsField, EpochUnit unit, ZoneId zone, FormatLimits limits) {
    this.tsField = tsField.getBytes(UTF_8);
    this.defaultUnit = unit;
    this.unit = unit;
    this.limits = limits;
    scanner = new JsonScanner(limits.maxDepth());
    times = new JsonTimes(scanner, zone);
    qualities = new JsonQualities(scanner, limits);
    values = new JsonValues(scanner, limits);
    series = new JsonSeries(scanner, limits, times, qualities);
    arrays = new JsonArrays(scanner, limits);
    qualityPath = new PathBuffer(limits.maxPathBytes());
  }

  @Override
  public void parse(byte[] bytes, int from, int to, long receiveTimeNs, ValueSink sink) {
    scanner.reset(bytes, from, to);
    values.reset();
    series.reset();
    switch (scanner.peek()) {
      case '{' -> object(sink);
      case '[' -> array(sink);
      default -> throw scanner.unexpected("an object or an array");
    }
    scanner.expectEnd();
  }

  private void array(ValueSink sink) {
    int open = scanner.at();
    scanner.expect('[');
    if (scanner.peek() != '{') {
      scanner.moveTo(open);
      arrays.read(sink.address(NO_PATH, 0, 0), 0, sink);
      sink.endGroup(ValueSink.NO_TIME);
      return;
    }
    do {
      object(sink);
    } while (scanner.hasNext(']'));
  }

  private void object(ValueSink sink) {
    enveloped = false;
    hasSeries = false;
    unit = defaultUnit;
    timeNs = ValueSink.NO_TIME;
    tsAt = NONE;
    tsPending = false;
    seqAt = NONE;
    qualityAt = NONE;
    unitAt = NONE;
    status = QualityText.NONE;
    scanner.expect('{');
    if (!scanner.accept('}')) {
      do {
        scanner.string(limits.maxPathBytes());
        byte[] key = scanner.text();
        int from = scanner.textFrom();
        int to = scanner.textTo();
        scanner.expect(':');
        member(key, from, to, sink);
      } while (scanner.hasNext('}'));
    }
    int after = scanner.at();
    if (tsPending || unitAt != NONE || seqAt != NONE || qualityAt != NONE) {
      readDelayed(sink);
      scanner.moveTo(after);
    }
    sink.endGroup(timeNs);
  }

  private void member(byte[] key, int from, int to, ValueSink sink) {
    if (ReservedMember.is(tsField, key, from, to)) {
      time();
      return;
    }
    switch (ReservedMember.of(key, from, to)) {
      case NONE -> values.value(key, from, to, 1, sink);
      case VALUES -> {
        if (scanner.peek() == '{') {
          enveloped = true;
          values.members(1, sink);
        } else {
          values.value(key, from, to, 1, sink);
        }
      }
      case SERIES -> {
        if (beginsSeries()) {
          series(sink);
        } else {
          values.value(key, from, to, 1, sink);
        }
      }
      case SEQ -> seqAt = sequence();
      case QUALITY -> qualityAt = quality();
      case TS_UNIT -> {
        unitAt = begin(unitAt);
        scanner.skip(1, limits.maxTextBytes());
      }
    }
  }

  private int sequence() {
    int here = begin(seqAt);
    int c = scanner.peek();
    sequence = NO_SEQUENCE;
    if (c >= '0' && c <= '9') {
      scanner.number();
      boolean fits = scanner.scannedNumber().kind() == ValueKind.INT64;
      sequence = fits ? scanner.scannedNumber().bits() : NO_SEQUENCE;
    } else {
      scanner.skip(1, limits.maxTextBytes());
    }
    return here;
  }

  private int quality() {
    int here = begin(qualityAt);
    int c = scanner.peek();
    status = QualityText.NONE;
    if (c == '"' || (c >= '0' && c <= '9')) {
      status = qualities.tryRead();
    } else {
      scanner.skip(1, limits.maxTextBytes());
    }
    return here;
  }

  /** Where the member's value is; a second member of the same name is refused. */
  private int begin(int known) {
    if (known != NONE) {
      throw FormatException.at(
          FormatError.PAYLOAD_FIELD_UNEXPECTED,
          "'" + scanner.textAsString() + "' is there twice",
          scanner.position());
    }
    scanner.peek();
    return scanner.at();
  }

  /**
   * Reads the time at once. If that fails, or a unit was stated that counts only beside values or
   * series, it is read again when the object ends.
   */
  private void time() {
    if (scanner.peek() == 'n') {
      scanner.nul();
      return;
    }
    tsAt = scanner.at();
    tsPending = unitAt != NONE;
    if (!tsPending) {
      try {
        timeNs = times.read(unit);
        return;
      } catch (FormatException e) {
        tsPending = true;
        scanner.moveTo(tsAt);
      }
    }
    scanner.skip(1, limits.maxTextBytes());
  }

  /** An array is one of series only if its first element is an object. */
  private boolean beginsSeries() {
    if (scanner.peek() != '[') {
      return false;
    }
    int open = scanner.at();
    scanner.expect('[');
    boolean object = scanner.peek() == '{';
    scanner.moveTo(open);
    return object;
  }

  private void series(ValueSink sink) {
    enveloped = true;
    hasSeries = true;
    if (unitAt != NONE) {
      int here = scanner.at();
      scanner.moveTo(unitAt);
      unit = readUnit();
      scanner.moveTo(here);
    }
    series.read(unit, sink);
  }

  private void readDelayed(ValueSink sink) {
    if (!enveloped) {
      delayedValue(ReservedMember.TS_UNIT.key(), unitAt, sink);
      delayedValue(ReservedMember.SEQ.key(), seqAt, sink);
      delayedValue(ReservedMember.QUALITY.key(), qualityAt, sink);
      readPendingTime();
      return;
    }
    if (unitAt != NONE) {
      scanner.moveTo(unitAt);
      EpochUnit stated = readUnit();
      if (hasSeries && stated != unit) {
        throw FormatException.at(
            FormatError.PAYLOAD_FIELD_UNEXPECTED,
            "'tsUnit' stands before 'series'",
            scanner.position());
      }
      unit = stated;
      tsPending = tsAt != NONE;
    }
    readPendingTime();
    if (seqAt != NONE) {
      if (sequence == NO_SEQUENCE) {
        scanner.moveTo(seqAt);
        throw FormatException.at(
            FormatError.PAYLOAD_NUMBER_INVALID,
            "'seq' is a whole number that is not negative",
            scanner.position());
      }
      sink.sequence(sequence);
    }
    if (status != QualityText.NONE) {
      if (status != Quality.GOOD) {
        sink.groupQuality((int) status);
      }
    } else if (qualityAt != NONE) {
      scanner.moveTo(qualityAt);
      readQuality(sink);
    }
  }

  private void readPendingTime() {
    if (tsPending) {
      scanner.moveTo(tsAt);
      timeNs = times.read(unit);
    }
  }

  private void delayedValue(byte[] key, int at, ValueSink sink) {
    if (at != NONE) {
      scanner.moveTo(at);
      values.value(key, 0, key.length, 1, sink);
    }
  }

  private EpochUnit readUnit() {
    scanner.string(MAX_UNIT_BYTES);
    EpochUnit stated = EpochUnit.ofName(scanner.text(), scanner.textFrom(), scanner.textTo());
    if (stated == null) {
      throw FormatException.at(
          FormatError.PAYLOAD_TIME_INVALID,
          "'tsUnit' is one of " + EpochUnit.names(),
          scanner.position());
    }
    return stated;
  }

  private void readQuality(ValueSink sink) {
    if (scanner.peek() != '{') {
      sink.groupQuality(qualities.read());
      return;
    }
    qualityPath.clear();
    qualityMembers(1, sink);
  }

  private void qualityMembers(int depth, ValueSink sink) {
    scanner.checkDepth(depth);
    scanner.expect('{');
    if (scanner.accept('}')) {
      return;
    }
    do {
      scanner.string(limits.maxPathBytes());
      int before =
          qualityPath.push(
              scanner.text(), scanner.textFrom(), scanner.textTo(), scanner.position());
      scanner.expect(':');
      if (scanner.peek() == '{') {
        qualityMembers(depth + 1, sink);
      } else {
        int address = sink.address(qualityPath.bytes(), 0, qualityPath.length());
        sink.quality(address, qualities.read());
      }
      qualityPath.pop(before);
    } while (scanner.hasNext('}'));
  }
}
