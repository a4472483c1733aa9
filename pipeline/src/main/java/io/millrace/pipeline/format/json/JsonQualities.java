package io.millrace.pipeline.format.json;

import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.scan.QualityText;
import java.util.OptionalInt;

/** Reads qualities: a word, a status code in hexadecimal text, or a status code as a number. */
final class JsonQualities {
  private static final int MAX_QUALITY_BYTES = 32;
  private static final long MAX_STATUS = 0xFFFF_FFFFL;

  private final JsonScanner scanner;

  JsonQualities(JsonScanner scanner) {
    this.scanner = scanner;
  }

  /** Reads a quality and gives its OPC UA status code. */
  int read() {
    int c = scanner.peek();
    int at = scanner.position();
    if (c == '"') {
      scanner.string(MAX_QUALITY_BYTES);
      OptionalInt status = QualityText.parse(scanner.text(), scanner.textFrom(), scanner.textTo());
      if (status.isPresent()) {
        return status.getAsInt();
      }
    } else if (c >= '0' && c <= '9') {
      scanner.number();
      long bits = scanner.scannedNumber().bits();
      if (scanner.scannedNumber().kind() == ValueKind.INT64 && bits <= MAX_STATUS) {
        return (int) bits;
      }
    }
    throw FormatException.at(
        FormatError.PAYLOAD_QUALITY_INVALID,
        "A quality is good, uncertain, bad or a status code such as \"0x80310000\"",
        at);
  }
}
