package io.millrace.pipeline.format.json;

import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.scan.QualityText;

/** Reads qualities: a word, a status code in hexadecimal text, or a status code as a number. */
final class JsonQualities {
  private static final long MAX_STATUS = 0xFFFF_FFFFL;

  private final JsonScanner scanner;
  private final int maxTextBytes;

  JsonQualities(JsonScanner scanner, FormatLimits limits) {
    this.scanner = scanner;
    this.maxTextBytes = limits.maxTextBytes();
  }

  /** Reads a quality and gives its OPC UA status code. */
  int read() {
    int at = scanner.position();
    long status = tryRead();
    if (status == QualityText.NONE) {
      throw FormatException.at(
          FormatError.PAYLOAD_QUALITY_INVALID,
          "A quality is good, uncertain, bad or a status code such as \"0x80310000\"",
          at);
    }
    return (int) status;
  }

  /**
   * Reads a text or number, which may be a quality.
   *
   * @return the status code as an unsigned number, or {@link QualityText#NONE}
   */
  long tryRead() {
    int c = scanner.peek();
    if (c == '"') {
      scanner.string(maxTextBytes);
      return QualityText.parse(scanner.text(), scanner.textFrom(), scanner.textTo());
    }
    if (c >= '0' && c <= '9') {
      scanner.number();
      long bits = scanner.scannedNumber().bits();
      boolean status = scanner.scannedNumber().kind() == ValueKind.INT64 && bits <= MAX_STATUS;
      return status ? bits : QualityText.NONE;
    }
    return QualityText.NONE;
  }
}
