package io.millrace.pipeline.format.line;

import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.ValueSink;
import io.millrace.pipeline.format.scan.ByteBuilder;
import io.millrace.pipeline.format.scan.NumberScanner;
import io.millrace.pipeline.format.scan.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line: measurement, tags, fields, timestamp. It is read as a whole before any of its values is
 * handed over, so that a bad line leaves nothing behind. A field's path is
 * <i>measurement,tag=value,….field</i> with the tags in ascending order.
 */
final class PointLine {
  private static final int INITIAL_FIELDS = 32;

  private final long timestampUnitNs;
  private final FormatLimits limits;
  private final SeriesKey key;
  private final ByteBuilder names;
  private final ByteBuilder texts;
  private final NumberScanner number = new NumberScanner();

  private byte[] bytes = new byte[0];
  private int messageStart;
  private int at;
  private int to;
  private int lineNumber;
  private int count;
  private int[] nameEnds = new int[INITIAL_FIELDS];
  private int[] textEnds = new int[INITIAL_FIELDS];
  private ValueKind[] kinds = new ValueKind[INITIAL_FIELDS];
  private long[] bits = new long[INITIAL_FIELDS];
  private long timeNs;

  PointLine(long timestampUnitNs, FormatLimits limits) {
    this.timestampUnitNs = timestampUnitNs;
    this.limits = limits;
    key = new SeriesKey(limits.maxPathBytes());
    names = new ByteBuilder("The field names of the line", 64 * limits.maxPathBytes());
    texts = new ByteBuilder("The texts of the line", 4 * limits.maxTextBytes());
  }

  /**
   * Reads the line that begins at {@code from}.
   *
   * @param messageAt where the message begins
   * @param line its number, for errors
   */
  void parse(byte[] message, int messageAt, int from, int end, int line) {
    bytes = message;
    messageStart = messageAt;
    at = from;
    to = end;
    lineNumber = line;
    count = 0;
    names.truncate(0);
    texts.truncate(0);
    at = key.parse(message, from, end);
    if (at >= to || bytes[at] != ' ') {
      throw malformed("Expected a space and fields after the tags");
    }
    skipSpaces();
    fields();
    timestamp();
  }

  /** How many fields the line has. */
  int fieldCount() {
    return count;
  }

  /** Where the next line begins. */
  int end() {
    return at;
  }

  /** Hands over the values of the line that was read. */
  void emit(ValueSink sink) {
    int name = 0;
    int text = 0;
    for (int i = 0; i < count; i++) {
      key.appendField(names.bytes(), name, nameEnds[i]);
      int address = sink.address(key.path(), 0, key.pathLength());
      if (kinds[i] == ValueKind.TEXT) {
        sink.text(address, texts.bytes(), text, textEnds[i], timeNs, Quality.GOOD);
      } else {
        sink.value(address, kinds[i], bits[i], timeNs, Quality.GOOD);
      }
      name = nameEnds[i];
      text = textEnds[i];
    }
  }

  private void fields() {
    do {
      if (count == nameEnds.length) {
        grow();
      }
      fieldName();
      fieldValue();
      nameEnds[count] = names.length();
      textEnds[count] = texts.length();
      count++;
    } while (at < to && bytes[at] == ',' && ++at > 0);
  }

  private void grow() {
    if (count >= limits.maxValues()) {
      throw error(
          FormatError.PAYLOAD_TOO_LARGE,
          "The line has more than " + limits.maxValues() + " fields",
          "");
    }
    int capacity = 2 * count;
    nameEnds = Arrays.copyOf(nameEnds, capacity);
    textEnds = Arrays.copyOf(textEnds, capacity);
    kinds = Arrays.copyOf(kinds, capacity);
    bits = Arrays.copyOf(bits, capacity);
  }

  private void fieldName() {
    int before = names.length();
    at = NameScanner.scan(bytes, at, to, names);
    if (names.length() == before) {
      throw malformed("A field has no name");
    }
    if (!key.fitsField(names.length() - before)) {
      throw error(
          FormatError.PAYLOAD_TOO_LARGE,
          "The path of a value is longer than " + limits.maxPathBytes() + " bytes",
          "");
    }
    if (at >= to || bytes[at] != '=') {
      throw fieldError(FormatError.PAYLOAD_MALFORMED, "Expected '=' after the field's name");
    }
    at++;
  }

  private void fieldValue() {
    if (at < to && bytes[at] == '"') {
      quoted();
      return;
    }
    int from = at;
    while (at < to && bytes[at] != ',' && bytes[at] != ' ' && !isLineEnd(at)) {
      at++;
    }
    if (at == from) {
      throw fieldError(FormatError.PAYLOAD_MALFORMED, "The field has no value");
    }
    if (!isNumber(from, at) && !isBoolean(from, at)) {
      at = from;
      throw fieldError(
          FormatError.PAYLOAD_NUMBER_INVALID,
          "The value is not a number, a truth value or a text in quotes");
    }
  }

  private boolean isNumber(int from, int end) {
    int last = bytes[end - 1];
    int digitsTo = last == 'i' || last == 'u' ? end - 1 : end;
    if (number.scan(bytes, from, digitsTo) != digitsTo) {
      return false;
    }
    if (digitsTo == end) {
      set(ValueKind.DOUBLE, Double.doubleToRawLongBits(number.asDouble()));
      return true;
    }
    long value = number.kind() == ValueKind.DOUBLE && number.asDouble() == 0 ? 0 : number.bits();
    boolean whole = number.exponent() == 0 && number.kind() != ValueKind.DOUBLE;
    boolean minusZero = number.exponent() == 0 && number.digits() == 0;
    boolean fits =
        last == 'i'
            ? number.kind() == ValueKind.INT64
            : number.kind() == ValueKind.UINT64 || (number.kind() == ValueKind.INT64 && value >= 0);
    if (!minusZero && !(whole && fits)) {
      throw fieldError(
          FormatError.PAYLOAD_NUMBER_INVALID, "The value is not a whole number of 64 bits");
    }
    set(last == 'i' ? ValueKind.INT64 : ValueKind.UINT64, value);
    return true;
  }

  private boolean isBoolean(int from, int end) {
    String word = new String(bytes, from, Math.min(end - from, 6), StandardCharsets.ISO_8859_1);
    switch (word) {
      case "t", "T", "true", "True", "TRUE" -> set(ValueKind.BOOLEAN, 1);
      case "f", "F", "false", "False", "FALSE" -> set(ValueKind.BOOLEAN, 0);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void set(ValueKind kind, long value) {
    kinds[count] = kind;
    bits[count] = value;
  }

  /** In quotes, only a quote and a backslash are escaped; a line break is part of the text. */
  private void quoted() {
    int open = at++;
    int before = texts.length();
    int from = at;
    while (at < to && bytes[at] != '"') {
      if (bytes[at] == '\\' && at + 1 < to && (bytes[at + 1] == '"' || bytes[at + 1] == '\\')) {
        texts.append(bytes, from, at);
        from = at + 1;
        at++;
      }
      at++;
    }
    if (at >= to) {
      at = open;
      throw fieldError(FormatError.PAYLOAD_MALFORMED, "The text has no closing quote");
    }
    texts.append(bytes, from, at);
    at++;
    int length = texts.length() - before;
    if (length > limits.maxTextBytes()) {
      throw fieldError(
          FormatError.PAYLOAD_TOO_LARGE,
          "The text is longer than " + limits.maxTextBytes() + " bytes");
    }
    if (Utf8.firstMalformed(texts.bytes(), before, texts.length()) >= 0) {
      throw fieldError(FormatError.PAYLOAD_NOT_UTF8, "The text is not UTF-8");
    }
    set(ValueKind.TEXT, 0);
  }

  private void timestamp() {
    timeNs = ValueSink.NO_TIME;
    if (at < to && bytes[at] == ' ') {
      skipSpaces();
      if (at < to && !isLineEnd(at)) {
        readTimestamp();
        skipSpaces();
      }
    }
    if (at < to && bytes[at] == '\r') {
      at++;
    }
    if (at < to && bytes[at] != '\n') {
      throw malformed("Expected ',', a timestamp or the end of the line");
    }
    at = Math.min(to, at + 1);
  }

  private void readTimestamp() {
    int from = at;
    while (at < to && bytes[at] != ' ' && !isLineEnd(at)) {
      at++;
    }
    boolean whole =
        number.scan(bytes, from, at) == at
            && number.kind() == ValueKind.INT64
            && number.exponent() == 0;
    try {
      if (whole) {
        timeNs = Math.multiplyExact(number.bits(), timestampUnitNs);
        return;
      }
    } catch (ArithmeticException e) {
      at = from;
      throw error(
          FormatError.PAYLOAD_TIME_INVALID,
          "The timestamp lies outside the years 1677 to 2262",
          "");
    }
    at = from;
    throw error(FormatError.PAYLOAD_TIME_INVALID, "The timestamp is not a whole number", "");
  }

  private void skipSpaces() {
    while (at < to && bytes[at] == ' ') {
      at++;
    }
  }

  private boolean isLineEnd(int i) {
    return bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == to || bytes[i + 1] == '\n'));
  }

  private FormatException fieldError(FormatError code, String sentence) {
    int from = count == 0 ? 0 : nameEnds[count - 1];
    String field = new String(names.bytes(), from, names.length() - from, StandardCharsets.UTF_8);
    return error(code, sentence, field);
  }

  private FormatException malformed(String sentence) {
    return error(FormatError.PAYLOAD_MALFORMED, sentence, "");
  }

  private FormatException error(FormatError code, String sentence, String field) {
    return FormatException.inLine(code, sentence, at - messageStart, lineNumber, field);
  }
}
