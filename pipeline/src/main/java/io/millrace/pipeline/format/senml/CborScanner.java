package io.millrace.pipeline.format.senml;

import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.scan.ByteBuilder;
import io.millrace.pipeline.format.scan.NumberScanner;
import io.millrace.pipeline.format.scan.Utf8;
import io.millrace.pipeline.format.senml.SenmlRecord.SenmlNumber;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Walks over CBOR (RFC 8949) as far as SenML needs it: definite and indefinite lengths, numbers of
 * all widths, decimal fractions and bigfloats; other tags are passed over. One thread at a time.
 */
final class CborScanner {
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int SIMPLE = 7;

  /** The count of an array or map whose end is marked. */
  static final long INDEFINITE = -1;

  private static final int BREAK = 0xFF;
  private static final int FALSE = 20;
  private static final int TRUE = 21;
  private static final int HALF = 25;
  private static final int SINGLE = 26;
  private static final int DOUBLE = 27;

  private final int maxDepth;
  private byte[] bytes = new byte[0];
  private int begin;
  private int at;
  private int end;
  private int info;
  private long argument;

  CborScanner(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  void reset(byte[] message, int from, int to) {
    bytes = message;
    begin = from;
    at = from;
    end = to;
  }

  /** The major type of what comes next. */
  int peekType() {
    if (at >= end) {
      throw malformed("The message ends too early");
    }
    return (bytes[at] & 0xff) >>> 5;
  }

  boolean atEnd() {
    return at >= end;
  }

  /** Reads the break that ends an indefinite item, if it comes next. */
  boolean acceptBreak() {
    if (at < end && (bytes[at] & 0xff) == BREAK) {
      at++;
      return true;
    }
    return false;
  }

  /**
   * Reads the head of an array or map.
   *
   * @return the count of its elements or pairs; {@link #INDEFINITE}
   */
  long container(int type, String what) {
    if (head() != type) {
      throw malformed("Expected " + what);
    }
    if (info == 31) {
      return INDEFINITE;
    }
    if (argument < 0 || argument > end - at) {
      throw malformed("The message ends before " + what + " does");
    }
    return argument;
  }

  /** Reads a whole number that fits an int64. */
  long integer() {
    int type = head();
    if (argument < 0 || type > NEGATIVE) {
      throw malformed("Expected a whole number");
    }
    return type == UNSIGNED ? argument : -1 - argument;
  }

  /** Reads a text. */
  void text(ByteBuilder out) {
    string(TEXT, out);
    if (Utf8.firstMalformed(out.bytes(), 0, out.length()) >= 0) {
      throw FormatException.at(FormatError.PAYLOAD_NOT_UTF8, "A text is not UTF-8", position());
    }
  }

  /** Reads bytes or a text, in one piece or in several. */
  void string(int type, ByteBuilder out) {
    out.truncate(0);
    if (head() != type) {
      throw malformed(type == TEXT ? "Expected a text" : "Expected bytes");
    }
    if (info != 31) {
      piece(out);
      return;
    }
    while (!acceptBreak()) {
      if (head() != type || info == 31) {
        throw malformed("A string is made of pieces of another type");
      }
      piece(out);
    }
  }

  private void piece(ByteBuilder out) {
    if (argument < 0 || argument > end - at) {
      throw malformed("The message ends inside a string");
    }
    out.append(bytes, at, at + (int) argument);
    at += (int) argument;
  }

  boolean bool() {
    int type = head();
    if (type != SIMPLE || (info != FALSE && info != TRUE)) {
      throw malformed("Expected true or false");
    }
    return info == TRUE;
  }

  /** Reads a number of any kind. */
  void number(SenmlNumber target) {
    int type = head();
    if (type == TAG && (argument == 4 || argument == 5)) {
      fraction(argument == 4, target);
      return;
    }
    if (type == UNSIGNED) {
      target.set(argument >= 0 ? ValueKind.INT64 : ValueKind.UINT64, argument);
    } else if (type == NEGATIVE && argument >= 0) {
      target.set(ValueKind.INT64, -1 - argument);
    } else if (type == NEGATIVE) {
      setDouble(target, -1 - NumberScanner.toDouble(ValueKind.UINT64, argument));
    } else if (type == SIMPLE && info >= HALF && info <= DOUBLE) {
      setDouble(target, floating());
    } else {
      throw malformed("Expected a number");
    }
  }

  private double floating() {
    return switch (info) {
      case HALF -> Float.float16ToFloat((short) argument);
      case SINGLE -> Float.intBitsToFloat((int) argument);
      default -> Double.longBitsToDouble(argument);
    };
  }

  /** Mantissa times a power of ten or two (RFC 8949, 3.4.4). */
  private void fraction(boolean decimal, SenmlNumber target) {
    if (container(ARRAY, "exponent and mantissa") != 2) {
      throw malformed("Expected exponent and mantissa");
    }
    long exponent = integer();
    long mantissa = integer();
    int bounded = Math.clamp(exponent, -2000, 2000);
    setDouble(
        target,
        decimal
            ? new BigDecimal(BigInteger.valueOf(mantissa), -bounded).doubleValue()
            : Math.scalb((double) mantissa, bounded));
  }

  private static void setDouble(SenmlNumber target, double value) {
    target.set(ValueKind.DOUBLE, Double.doubleToRawLongBits(value));
  }

  /** Reads anything and drops it. */
  void skip(int depth) {
    if (depth > maxDepth) {
      throw FormatException.at(
          FormatError.PAYLOAD_TOO_DEEP,
          "Arrays and maps are nested more than " + maxDepth + " deep",
          position());
    }
    int type = head();
    switch (type) {
      case BYTES, TEXT -> skipString(type);
      case ARRAY -> skipItems(depth, 1);
      case MAP -> skipItems(depth, 2);
      case TAG -> skip(depth + 1);
      default -> {
        if (info == 31) {
          throw malformed("A break ends nothing");
        }
      }
    }
  }

  private void skipString(int type) {
    if (info == 31) {
      while (!acceptBreak()) {
        if (head() != type || info == 31) {
          throw malformed("A string is made of pieces of another type");
        }
        skipPiece();
      }
    } else {
      skipPiece();
    }
  }

  private void skipPiece() {
    if (argument < 0 || argument > end - at) {
      throw malformed("The message ends inside a string");
    }
    at += (int) argument;
  }

  private void skipItems(int depth, int perElement) {
    if (info == 31) {
      while (!acceptBreak()) {
        for (int i = 0; i < perElement; i++) {
          skip(depth + 1);
        }
      }
      return;
    }
    if (argument < 0 || argument > end - at) {
      throw malformed("The message ends inside an array or map");
    }
    for (long n = argument * perElement; n > 0; n--) {
      skip(depth + 1);
    }
  }

  /** Reads type and argument of an item (RFC 8949, 3). */
  private int head() {
    int type = peekType();
    info = bytes[at] & 0x1f;
    at++;
    if (info < 24) {
      argument = info;
    } else if (info < 28) {
      int width = 1 << (info - 24);
      if (end - at < width) {
        throw malformed("The message ends too early");
      }
      argument = 0;
      for (int i = 0; i < width; i++) {
        argument = (argument << 8) | (bytes[at++] & 0xff);
      }
    } else if (info < 31 || type == UNSIGNED || type == NEGATIVE || type == TAG) {
      throw malformed("A byte has no meaning in CBOR");
    } else {
      argument = 0;
    }
    return type;
  }

  int position() {
    return at - begin;
  }

  FormatException malformed(String sentence) {
    return FormatException.at(FormatError.PAYLOAD_MALFORMED, sentence, position());
  }
}
