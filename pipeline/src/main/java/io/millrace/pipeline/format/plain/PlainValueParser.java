package io.millrace.pipeline.format.plain;

import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.ValueSink;
import io.millrace.pipeline.format.scan.NumberScanner;
import io.millrace.pipeline.format.scan.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Reads a plain value; an empty message has none. */
final class PlainValueParser implements PayloadParser {
  private static final byte[] NO_PATH = new byte[0];
  private static final int MAX_WORD_BYTES = 32;

  private final PlainKind kind;
  private final Set<String> trueWords;
  private final Set<String> falseWords;
  private final FormatLimits limits;
  private final NumberScanner number = new NumberScanner();

  PlainValueParser(
      PlainKind kind, Set<String> trueWords, Set<String> falseWords, FormatLimits limits) {
    this.kind = kind;
    this.trueWords = trueWords;
    this.falseWords = falseWords;
    this.limits = limits;
  }

  @Override
  public void parse(byte[] bytes, int from, int to, long receiveTimeNs, ValueSink sink) {
    int first = from;
    int end = to;
    while (first < end && isSpace(bytes[first])) {
      first++;
    }
    while (first < end && isSpace(bytes[end - 1])) {
      end--;
    }
    if (first < end) {
      value(bytes, from, first, end, sink);
    }
    sink.endGroup(ValueSink.NO_TIME);
  }

  private void value(byte[] bytes, int from, int first, int end, ValueSink sink) {
    int address = sink.address(NO_PATH, 0, 0);
    boolean read =
        switch (kind) {
          case ANY ->
              number(bytes, first, end, address, sink)
                  || word(bytes, first, end, address, sink)
                  || text(bytes, from, first, end, address, sink);
          case NUMBER -> number(bytes, first, end, address, sink);
          case BOOLEAN ->
              word(bytes, first, end, address, sink) || bit(bytes, first, end, address, sink);
          case TEXT -> text(bytes, from, first, end, address, sink);
        };
    if (!read) {
      throw FormatException.at(
          FormatError.PAYLOAD_MALFORMED,
          "The message is not a " + kind.name().toLowerCase(Locale.ROOT),
          first - from);
    }
  }

  private boolean number(byte[] bytes, int first, int end, int address, ValueSink sink) {
    int c = bytes[first];
    boolean possible = (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
    if (possible && number.scan(bytes, first, end) == end) {
      sink.number(address, number.kind(), number.bits(), ValueSink.NO_TIME, Quality.GOOD);
      return true;
    }
    double special = special(bytes, first, end);
    if (special == 0) {
      return false;
    }
    sink.number(
        address,
        ValueKind.DOUBLE,
        Double.doubleToRawLongBits(special),
        ValueSink.NO_TIME,
        Quality.GOOD);
    return true;
  }

  /** Not-a-number and the infinities, as programs print them; 0 for anything else. */
  private static double special(byte[] bytes, int first, int end) {
    if (end - first > "-Infinity".length()) {
      return 0;
    }
    return switch (lowerCase(bytes, first, end)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> 0;
    };
  }

  private boolean word(byte[] bytes, int first, int end, int address, ValueSink sink) {
    if (end - first > MAX_WORD_BYTES) {
      return false;
    }
    String word = lowerCase(bytes, first, end);
    boolean truth = trueWords.contains(word);
    if (!truth && !falseWords.contains(word)) {
      return false;
    }
    sink.value(address, ValueKind.BOOLEAN, truth ? 1 : 0, ValueSink.NO_TIME, Quality.GOOD);
    return true;
  }

  private static boolean bit(byte[] bytes, int first, int end, int address, ValueSink sink) {
    if (end - first != 1 || (bytes[first] != '0' && bytes[first] != '1')) {
      return false;
    }
    sink.value(address, ValueKind.BOOLEAN, bytes[first] - '0', ValueSink.NO_TIME, Quality.GOOD);
    return true;
  }

  private boolean text(byte[] bytes, int from, int first, int end, int address, ValueSink sink) {
    if (end - first > limits.maxTextBytes()) {
      throw FormatException.at(
          FormatError.PAYLOAD_TOO_LARGE,
          "The text is longer than " + limits.maxTextBytes() + " bytes",
          first - from);
    }
    int malformed = Utf8.firstMalformed(bytes, first, end);
    if (malformed >= 0) {
      throw FormatException.at(
          FormatError.PAYLOAD_NOT_UTF8, "The text is not UTF-8", malformed - from);
    }
    sink.text(address, bytes, first, end, ValueSink.NO_TIME, Quality.GOOD);
    return true;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static String lowerCase(byte[] bytes, int first, int end) {
    return new String(bytes, first, end - first, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
  }
}
