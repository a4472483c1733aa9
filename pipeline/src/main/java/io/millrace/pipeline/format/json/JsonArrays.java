package io.millrace.pipeline.format.json;

import io.millrace.model.sample.Quality;
import io.millrace.pipeline.format.ArrayFeatures;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.ValueSink;
import org.jspecify.annotations.Nullable;

/** Hands an array to the sink as a record: its text, and features if it holds numbers only. */
final class JsonArrays {
  private static final String MEDIA_TYPE = "application/json";

  private final JsonScanner scanner;
  private final FormatLimits limits;
  private int count;
  private double min;
  private double max;
  private double sum;
  private double sumOfSquares;

  JsonArrays(JsonScanner scanner, FormatLimits limits) {
    this.scanner = scanner;
    this.limits = limits;
  }

  /** Reads an array that is nested at this depth. */
  void read(int address, int depth, ValueSink sink) {
    scanner.checkDepth(depth);
    scanner.peek();
    int from = scanner.at();
    ArrayFeatures features = elements(depth);
    int to = scanner.at();
    if (to - from > limits.maxRecordBytes()) {
      throw FormatException.at(
          FormatError.PAYLOAD_TOO_LARGE,
          "An array is longer than " + limits.maxRecordBytes() + " bytes",
          scanner.position());
    }
    sink.record(
        address, MEDIA_TYPE, scanner.bytes(), from, to, features, ValueSink.NO_TIME, Quality.GOOD);
  }

  private @Nullable ArrayFeatures elements(int depth) {
    count = 0;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
    sum = 0;
    sumOfSquares = 0;
    boolean numbersOnly = true;
    scanner.expect('[');
    if (!scanner.accept(']')) {
      do {
        numbersOnly &= element(depth);
      } while (scanner.hasNext(']'));
    }
    if (!numbersOnly) {
      return null;
    }
    return count == 0
        ? new ArrayFeatures(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN)
        : new ArrayFeatures(count, min, max, sum / count, Math.sqrt(sumOfSquares / count));
  }

  private boolean element(int depth) {
    int c = scanner.peek();
    if (c != '-' && (c < '0' || c > '9')) {
      scanner.skip(depth + 1, limits.maxTextBytes());
      return false;
    }
    scanner.number();
    double value = scanner.scannedNumber().asDouble();
    count++;
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
    sumOfSquares += value * value;
    return true;
  }
}
