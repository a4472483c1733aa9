package io.millrace.pipeline.format.line;

import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.ValueSink;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the lines. One that cannot be read is rejected and the others stand; only if none
 * can be read is the message refused.
 */
final class LineProtocolParser implements PayloadParser {
  private final FormatLimits limits;
  private final PointLine line;

  LineProtocolParser(long timestampUnitNs, FormatLimits limits) {
    this.limits = limits;
    line = new PointLine(timestampUnitNs, limits);
  }

  @Override
  public void parse(byte[] bytes, int from, int to, long receiveTimeNs, ValueSink sink) {
    int at = from;
    int number = 1;
    int read = 0;
    int values = 0;
    int rejected = 0;
    FormatException first = null;
    while (at < to) {
      int lineAt = firstOfLine(bytes, at, to);
      int next;
      if (lineAt == to || bytes[lineAt] == '\n' || bytes[lineAt] == '#') {
        next = afterLine(bytes, lineAt, to);
      } else {
        checkLines(++read);
        FormatException error = read(bytes, from, lineAt, to, number);
        if (error == null) {
          values += line.fieldCount();
          checkValues(values);
          line.emit(sink);
          next = line.end();
        } else {
          next = afterLine(bytes, lineAt, to);
          first = first == null ? error : first;
          if (++rejected > limits.maxRejectedParts()) {
            throw error;
          }
          sink.rejected(bytes, lineAt, next, error);
        }
      }
      number += newlines(bytes, at, next);
      at = next;
    }
    if (first != null && rejected == read) {
      throw first;
    }
    sink.endGroup(ValueSink.NO_TIME);
  }

  private @Nullable FormatException read(byte[] bytes, int from, int lineAt, int to, int number) {
    try {
      line.parse(bytes, from, lineAt, to, number);
      return null;
    } catch (FormatException e) {
      return e.line() > 0 ? e : e.inLine(number, lineAt - from);
    }
  }

  private static int firstOfLine(byte[] bytes, int at, int to) {
    int i = at;
    while (i < to && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r')) {
      i++;
    }
    return i;
  }

  private static int afterLine(byte[] bytes, int at, int to) {
    int i = at;
    while (i < to && bytes[i] != '\n') {
      i++;
    }
    return Math.min(to, i + 1);
  }

  private static int newlines(byte[] bytes, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += bytes[i] == '\n' ? 1 : 0;
    }
    return count;
  }

  private void checkLines(int lines) {
    if (lines > limits.maxLines()) {
      throw FormatException.of(
          FormatError.PAYLOAD_TOO_LARGE,
          "The message has more than " + limits.maxLines() + " lines.");
    }
  }

  private void checkValues(int values) {
    if (values > limits.maxSeriesValues()) {
      throw FormatException.of(
          FormatError.PAYLOAD_TOO_LARGE,
          "The message has more than " + limits.maxSeriesValues() + " values.");
    }
  }
}
