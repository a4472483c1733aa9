package io.millrace.pipeline.format.json;

import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.ValueSink;
import io.millrace.pipeline.format.scan.EpochUnit;
import io.millrace.pipeline.format.scan.NumberScanner;
import java.util.Arrays;

/**
 * Reads the columnar form: many values of one path, with a start and a step or with a time each.
 * {@code values} is the last member of a series, so that nothing needs to be kept or read twice.
 */
final class JsonSeries {
  private static final int INITIAL_TIMES = 1024;
  private static final int NONE = -1;
  private static final int MAX_KEY_BYTES = 16;
  private static final int MAX_STEP_SHIFT = 18;

  private final JsonScanner scanner;
  private final FormatLimits limits;
  private final JsonTimes times;
  private final JsonQualities qualities;
  private int valuesOfMessage;

  private EpochUnit unit = EpochUnit.MS;
  private int address;
  private boolean hasStart;
  private long startNs;
  private boolean hasStep;
  private long stepNumerator;
  private long stepDenominator;
  private int timeCount;
  private long[] timesNs = new long[INITIAL_TIMES];
  private int quality;
  private int qualityCount;
  private int[] qualityOf = new int[0];

  JsonSeries(JsonScanner scanner, FormatLimits limits, JsonTimes times, JsonQualities qualities) {
    this.scanner = scanner;
    this.limits = limits;
    this.times = times;
    this.qualities = qualities;
  }

  /** Begins a new message. */
  void reset() {
    valuesOfMessage = 0;
  }

  /** Reads the array of series. */
  void read(EpochUnit timeUnit, ValueSink sink) {
    unit = timeUnit;
    scanner.expect('[');
    do {
      series(sink);
    } while (scanner.hasNext(']'));
  }

  private void series(ValueSink sink) {
    address = NONE;
    hasStart = false;
    hasStep = false;
    timeCount = NONE;
    quality = Quality.GOOD;
    qualityCount = NONE;
    scanner.expect('{');
    boolean complete = false;
    do {
      scanner.string(MAX_KEY_BYTES);
      String key = scanner.textAsString();
      scanner.expect(':');
      if (complete) {
        throw misplaced("'values' is the last member of a series, so '" + key + "' is too late");
      }
      complete = member(key, sink);
    } while (scanner.hasNext('}'));
    if (!complete) {
      throw missing("A series needs 'values'");
    }
  }

  /** Reads one member; true if it was the values. */
  private boolean member(String key, ValueSink sink) {
    switch (key) {
      case "path" -> {
        scanner.string(limits.maxPathBytes());
        address = sink.address(scanner.text(), scanner.textFrom(), scanner.textTo());
      }
      case "start" -> {
        startNs = times.read(unit);
        hasStart = true;
      }
      case "step" -> step();
      case "ts" -> readTimes();
      case "quality" -> readQuality();
      case "values" -> {
        readValues(sink);
        return true;
      }
      default ->
          throw misplaced(
              "A series has path, start, step, ts, quality and values, not '" + key + "'");
    }
    return false;
  }

  /** Keeps the step as a fraction, so that 25.6 kHz does not drift. */
  private void step() {
    int at = scanner.position();
    scanner.peek();
    scanner.number();
    NumberScanner number = scanner.scannedNumber();
    int shift = number.exponent() + unit.exponent();
    if (!number.isExact()
        || number.digits() < 0
        || number.isNegative()
        || shift < -MAX_STEP_SHIFT) {
      throw time("The step is a number that is not negative, of at most 19 digits", at);
    }
    try {
      stepNumerator = number.asNsNumerator(unit.exponent());
      stepDenominator = shift < 0 ? NumberScanner.powerOfTen(-shift) : 1;
    } catch (ArithmeticException e) {
      throw time("The step is too long", at);
    }
    hasStep = true;
  }

  private void readTimes() {
    timeCount = 0;
    scanner.expect('[');
    if (scanner.accept(']')) {
      return;
    }
    do {
      if (timeCount == timesNs.length) {
        checkCount(timeCount + 1);
        timesNs = Arrays.copyOf(timesNs, 2 * timeCount);
      }
      timesNs[timeCount++] = times.read(unit);
    } while (scanner.hasNext(']'));
  }

  private void readQuality() {
    if (scanner.peek() != '[') {
      quality = qualities.read();
      return;
    }
    qualityCount = 0;
    scanner.expect('[');
    if (scanner.accept(']')) {
      return;
    }
    do {
      if (qualityCount == qualityOf.length) {
        checkCount(qualityCount + 1);
        qualityOf = Arrays.copyOf(qualityOf, Math.max(INITIAL_TIMES, 2 * qualityCount));
      }
      qualityOf[qualityCount++] = qualities.read();
    } while (scanner.hasNext(']'));
  }

  private void readValues(ValueSink sink) {
    boolean regular = hasStart && hasStep;
    if (address == NONE) {
      throw missing("A series needs 'path' before 'values'");
    }
    if (regular == (timeCount != NONE)) {
      throw missing("A series needs either 'start' and 'step' or 'ts' before 'values'");
    }
    int count = 0;
    scanner.expect('[');
    if (!scanner.accept(']')) {
      do {
        long timeNs = regular ? timeOf(count) : count < timeCount ? timesNs[count] : 0;
        value(timeNs, qualityAt(count), sink);
        count++;
      } while (scanner.hasNext(']'));
    }
    if (!regular && count != timeCount) {
      throw missing("A series has " + timeCount + " times but " + count + " values");
    }
    if (qualityCount != NONE && count != qualityCount) {
      throw missing("A series has " + qualityCount + " qualities but " + count + " values");
    }
  }

  private long timeOf(int index) {
    try {
      long numerator = Math.multiplyExact(stepNumerator, (long) index);
      long sinceStart = stepDenominator == 1 ? numerator : numerator / stepDenominator;
      return Math.addExact(startNs, sinceStart);
    } catch (ArithmeticException e) {
      throw time("The times of a series go beyond the year 2262", scanner.position());
    }
  }

  private int qualityAt(int index) {
    return qualityCount == NONE || index >= qualityCount ? quality : qualityOf[index];
  }

  private void value(long timeNs, int status, ValueSink sink) {
    if (++valuesOfMessage > limits.maxSeriesValues()) {
      checkCount(valuesOfMessage);
    }
    switch (scanner.peek()) {
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        scanner.number();
        NumberScanner number = scanner.scannedNumber();
        sink.number(address, number.kind(), number.bits(), timeNs, status);
      }
      case '"' -> {
        scanner.string(limits.maxTextBytes());
        sink.text(address, scanner.text(), scanner.textFrom(), scanner.textTo(), timeNs, status);
      }
      case 't', 'f' ->
          sink.value(address, ValueKind.BOOLEAN, scanner.bool() ? 1 : 0, timeNs, status);
      case 'n' -> {
        scanner.nul();
        sink.absent(address, timeNs);
      }
      default -> throw scanner.unexpected("a number, text, truth value or null");
    }
  }

  private void checkCount(int count) {
    if (count > limits.maxSeriesValues()) {
      throw FormatException.at(
          FormatError.PAYLOAD_TOO_LARGE,
          "The series of a message have more than " + limits.maxSeriesValues() + " values",
          scanner.position());
    }
  }

  private FormatException missing(String message) {
    return FormatException.at(FormatError.PAYLOAD_FIELD_MISSING, message, scanner.position());
  }

  private FormatException misplaced(String message) {
    return FormatException.at(FormatError.PAYLOAD_FIELD_UNEXPECTED, message, scanner.position());
  }

  private static FormatException time(String message, int at) {
    return FormatException.at(FormatError.PAYLOAD_TIME_INVALID, message, at);
  }
}
