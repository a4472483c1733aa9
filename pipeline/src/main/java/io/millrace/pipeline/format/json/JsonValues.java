package io.millrace.pipeline.format.json;

import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.ValueSink;
import io.millrace.pipeline.format.scan.NumberScanner;

/**
 * Hands the values of an object to the sink: nested objects become dotted paths, arrays become
 * records.
 */
final class JsonValues {
  private final JsonScanner scanner;
  private final FormatLimits limits;
  private final PathBuffer path;
  private final JsonArrays arrays;
  private int values;

  JsonValues(JsonScanner scanner, FormatLimits limits) {
    this.scanner = scanner;
    this.limits = limits;
    path = new PathBuffer(limits.maxPathBytes());
    arrays = new JsonArrays(scanner, limits);
  }

  /** Begins a new message. */
  void reset() {
    values = 0;
    path.clear();
  }

  /**
   * Reads the members of an object as values.
   *
   * @param depth how deeply the object is nested
   */
  void members(int depth, ValueSink sink) {
    scanner.checkDepth(depth);
    scanner.expect('{');
    if (scanner.accept('}')) {
      return;
    }
    do {
      scanner.string(limits.maxPathBytes());
      if (path.length() == 0 && depth <= 1) {
        byte[] key = scanner.text();
        int from = scanner.textFrom();
        int to = scanner.textTo();
        scanner.expect(':');
        value(key, from, to, depth + 1, sink);
      } else {
        nestedMember(depth, sink);
      }
    } while (scanner.hasNext('}'));
  }

  private void nestedMember(int depth, ValueSink sink) {
    int before =
        path.push(scanner.text(), scanner.textFrom(), scanner.textTo(), scanner.position());
    scanner.expect(':');
    if (scanner.peek() == '{') {
      members(depth + 1, sink);
    } else {
      scalar(path.bytes(), 0, path.length(), depth + 1, sink);
    }
    path.pop(before);
  }

  /**
   * Reads a value of any kind.
   *
   * @param key its path, which has one step; not needed any more once the value is read
   * @param depth how deeply the value is nested
   */
  void value(byte[] key, int from, int to, int depth, ValueSink sink) {
    if (scanner.peek() == '{') {
      int before = path.push(key, from, to, scanner.position());
      members(depth, sink);
      path.pop(before);
    } else {
      scalar(key, from, to, depth, sink);
    }
  }

  private void scalar(byte[] key, int from, int to, int depth, ValueSink sink) {
    if (++values > limits.maxValues()) {
      throw FormatException.at(
          FormatError.PAYLOAD_TOO_LARGE,
          "The message has more than " + limits.maxValues() + " values",
          scanner.position());
    }
    // The address comes first: reading a string with escapes may overwrite the key's bytes.
    int address = sink.address(key, from, to);
    switch (scanner.peek()) {
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        scanner.number();
        NumberScanner number = scanner.scannedNumber();
        sink.number(address, number.kind(), number.bits(), ValueSink.NO_TIME, Quality.GOOD);
      }
      case '"' -> {
        scanner.string(limits.maxTextBytes());
        sink.text(
            address,
            scanner.text(),
            scanner.textFrom(),
            scanner.textTo(),
            ValueSink.NO_TIME,
            Quality.GOOD);
      }
      case 't', 'f' ->
          sink.value(
              address, ValueKind.BOOLEAN, scanner.bool() ? 1 : 0, ValueSink.NO_TIME, Quality.GOOD);
      case 'n' -> {
        scanner.nul();
        sink.absent(address, ValueSink.NO_TIME);
      }
      case '[' -> arrays.read(address, depth, sink);
      default -> throw scanner.unexpected("a value");
    }
  }
}
