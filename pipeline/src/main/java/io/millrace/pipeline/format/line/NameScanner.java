package io.millrace.pipeline.format.line;

import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.scan.ByteBuilder;
import io.millrace.pipeline.format.scan.Utf8;

/**
 * Reads a name of line protocol and takes the escapes out: a backslash before comma, equals sign or
 * space stands for that character; any other backslash stands for itself.
 */
final class NameScanner {
  private NameScanner() {}

  /** Reads a tag key, a tag value or a field key, up to a comma, equals sign or space. */
  static int scan(byte[] bytes, int from, int to, ByteBuilder out) {
    return scan(bytes, from, to, out, true);
  }

  /** Reads a measurement, in which an equals sign is an ordinary character. */
  static int scanMeasurement(byte[] bytes, int from, int to, ByteBuilder out) {
    return scan(bytes, from, to, out, false);
  }

  private static int scan(byte[] bytes, int from, int to, ByteBuilder out, boolean equalsEnds) {
    int before = out.length();
    int i = from;
    int copyFrom = from;
    boolean ascii = true;
    while (i < to) {
      int c = bytes[i];
      if (c == ',' || c == ' ' || c == '\n' || c == '\r' || (c == '=' && equalsEnds)) {
        break;
      }
      if (c == '\\' && i + 1 < to && isEscaped(bytes[i + 1], equalsEnds)) {
        out.append(bytes, copyFrom, i);
        copyFrom = ++i;
      }
      ascii &= c >= 0;
      i++;
    }
    out.append(bytes, copyFrom, i);
    if (!ascii && Utf8.firstMalformed(out.bytes(), before, out.length()) >= 0) {
      throw FormatException.of(FormatError.PAYLOAD_NOT_UTF8, "A name is not UTF-8.");
    }
    return i;
  }

  private static boolean isEscaped(byte c, boolean equalsEnds) {
    return c == ',' || c == ' ' || (c == '=' && equalsEnds);
  }
}
