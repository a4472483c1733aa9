package io.millrace.pipeline.format.json;

import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.scan.EpochUnit;
import io.millrace.pipeline.format.scan.TimeScanner;
import java.time.ZoneId;

/** Reads times that are ISO 8601 text or a number in a unit. */
final class JsonTimes {
  private static final int MAX_TIME_BYTES = 64;

  private final JsonScanner scanner;
  private final ZoneId zone;
  private final TimeScanner time = new TimeScanner();

  JsonTimes(JsonScanner scanner, ZoneId zone) {
    this.scanner = scanner;
    this.zone = zone;
  }

  /** Reads a time and gives nanoseconds since the epoch. */
  long read(EpochUnit unit) {
    int c = scanner.peek();
    int at = scanner.position();
    try {
      if (c == '"') {
        scanner.string(MAX_TIME_BYTES);
        if (time.scan(scanner.text(), scanner.textFrom(), scanner.textTo())) {
          return time.ns(zone);
        }
        throw invalid("'" + scanner.textAsString() + "' is not a time of ISO 8601", at);
      }
      if (c == '-' || (c >= '0' && c <= '9')) {
        scanner.number();
        return scanner.scannedNumber().asNs(unit.exponent());
      }
    } catch (ArithmeticException e) {
      throw invalid("A time lies outside the years 1677 to 2262", at);
    }
    throw invalid("A time is a text of ISO 8601 or a number", at);
  }

  private static FormatException invalid(String message, int at) {
    return FormatException.at(FormatError.PAYLOAD_TIME_INVALID, message, at);
  }
}
