package io.millrace.pipeline.format.json;

import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.scan.NumberScanner;
import io.millrace.pipeline.format.scan.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over the bytes of a JSON text (RFC 8259), strictly: no comments, no trailing commas, no
 * control characters in strings, only well-formed UTF-8, no unpaired surrogates. Allocates only for
 * a string with escapes that is longer than any before.
 *
 * <p>Each method expects to stand at what it reads, which {@link #peek()} tells, and leaves the
 * scanner after it. One thread at a time.
 */
public final class JsonScanner {
  /** What {@link #peek()} gives after the last byte. */
  public static final int END = -1;

  private static final int INITIAL_SCRATCH = 256;
  private static final int HEX_DIGITS = 4;
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long SPACES = ' ' * ONES;

  private final NumberScanner scannedNumber = new NumberScanner();
  private final int maxDepth;
  private byte[] bytes = new byte[0];
  private int begin;
  private int at;
  private int end;
  private byte[] scratch = new byte[INITIAL_SCRATCH];
  private byte[] text = scratch;
  private int textFrom;
  private int textTo;

  /**
   * A scanner that refuses what is nested more deeply.
   *
   * @param maxDepth objects and arrays inside each other
   */
  public JsonScanner(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /** Goes to the begin of a message. */
  @SuppressWarnings("ReferenceEquality") // the same array or another
  public void reset(byte[] message, int from, int to) {
    if (bytes != message) { // writing a reference costs a collector's barrier
      bytes = message;
    }
    begin = from;
    at = from;
    end = to;
  }

  /** The next byte that is not white space, without reading it; {@link #END} at the end. */
  public int peek() {
    byte[] b = bytes;
    int i = at;
    while (i < end) {
      int c = b[i];
      if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
        at = i;
        return c & 0xff;
      }
      i++;
    }
    at = i;
    return END;
  }

  /** Reads the character, which must come next after white space. */
  public void expect(char c) {
    if (at < end && bytes[at] == c) {
      at++;
      return;
    }
    if (peek() != c) {
      throw unexpected("'" + c + "'");
    }
    at++;
  }

  /** Reads the character if it comes next after white space. */
  public boolean accept(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  /**
   * After an element of an object or array: whether another follows.
   *
   * @param close the bracket that ends it
   */
  public boolean hasNext(char close) {
    int c = at < end ? bytes[at] : END;
    if (c != ',' && c != close) {
      c = peek();
    }
    if (c == ',') {
      at++;
      return true;
    }
    if (c == close) {
      at++;
      return false;
    }
    throw unexpected("',' or '" + close + "'");
  }

  /** Checks that nothing but white space is left. */
  public void expectEnd() {
    if (peek() != END) {
      throw unexpected("the end of the message");
    }
  }

  /**
   * Reads a string; its characters are then in {@link #text()}.
   *
   * @param maxBytes the longest that is allowed, in UTF-8 without escapes
   */
  @SuppressWarnings("ReferenceEquality") // the same array or another
  public void string(int maxBytes) {
    if (peek() != '"') {
      throw unexpected("a string");
    }
    byte[] b = bytes;
    int from = at + 1;
    int i = passPlain(b, from);
    while (i < end) {
      int c = b[i];
      if (c == '"') {
        checkLength(i - from, maxBytes);
        if (text != b) {
          text = b;
        }
        textFrom = from;
        textTo = i;
        at = i + 1;
        return;
      }
      if (c >= ' ' && c != '\\') {
        i++;
      } else if (c < 0) {
        i += characterLength(i);
      } else if (c == '\\') {
        stringWithEscapes(from, i, maxBytes);
        return;
      } else {
        at = i;
        throw malformed("A control character in a string must be escaped");
      }
    }
    at = i;
    throw unexpected("the end of a string");
  }

  /**
   * Passes over printable ASCII without quotes and backslashes, eight bytes at a time (Mycroft's
   * test for a zero byte; of its answers the lowest is always right).
   *
   * @return where another byte is, or fewer than eight are left
   */
  private int passPlain(byte[] b, int from) {
    int i = from;
    while (i + Long.BYTES <= end) {
      long word = (long) LONG.get(b, i);
      long quote = word ^ QUOTES;
      long backslash = word ^ BACKSLASHES;
      long special =
          (((quote - ONES) & ~quote)
                  | ((backslash - ONES) & ~backslash)
                  | ((word - SPACES) & ~word)
                  | word)
              & HIGH_BITS;
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
      i += Long.BYTES;
    }
    return i;
  }

  private int characterLength(int i) {
    int length = Utf8.characterLength(bytes, i, end);
    if (length == 0) {
      at = i;
      throw FormatException.at(FormatError.PAYLOAD_NOT_UTF8, "A string is not UTF-8", position());
    }
    return length;
  }

  private void stringWithEscapes(int from, int firstEscape, int maxBytes) {
    int length = firstEscape - from;
    checkLength(length, maxBytes);
    room(length);
    System.arraycopy(bytes, from, scratch, 0, length);
    int out = length;
    at = firstEscape;
    while (at < end) {
      int c = bytes[at];
      if (c == '"') {
        checkLength(out, maxBytes);
        text = scratch;
        textFrom = 0;
        textTo = out;
        at++;
        return;
      }
      checkLength(out, maxBytes);
      room(out + 4);
      if (c == '\\') {
        out = Utf8.put(escape(), scratch, out);
      } else if (c >= 0 && c < ' ') {
        throw malformed("A control character in a string must be escaped");
      } else {
        for (int n = characterLength(at); n > 0; n--) {
          scratch[out++] = bytes[at++];
        }
      }
    }
    throw unexpected("the end of a string");
  }

  private void room(int size) {
    if (size > scratch.length) {
      scratch = Arrays.copyOf(scratch, Math.max(size, scratch.length * 2));
    }
  }

  private void checkLength(int length, int maxBytes) {
    if (length > maxBytes) {
      throw FormatException.at(
          FormatError.PAYLOAD_TOO_LARGE,
          "A string is longer than " + maxBytes + " bytes",
          position());
    }
  }

  private int escape() {
    int c = at + 1 < end ? bytes[at + 1] : END;
    int plain =
        switch (c) {
          case '"', '\\', '/' -> c;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> END;
          default -> throw malformed("A backslash begins no known escape");
        };
    at += 2;
    return plain != END ? plain : unicodeEscape();
  }

  private int unicodeEscape() {
    int unit = hex();
    if (Character.isHighSurrogate((char) unit)) {
      if (at + 1 < end && bytes[at] == '\\' && bytes[at + 1] == 'u') {
        at += 2;
        int low = hex();
        if (Character.isLowSurrogate((char) low)) {
          return Character.toCodePoint((char) unit, (char) low);
        }
      }
      throw malformed("A surrogate has no partner");
    }
    if (Character.isLowSurrogate((char) unit)) {
      throw malformed("A surrogate has no partner");
    }
    return unit;
  }

  private int hex() {
    if (end - at < HEX_DIGITS) {
      throw malformed("\\u needs four hexadecimal digits");
    }
    int value = 0;
    for (int n = 0; n < HEX_DIGITS; n++) {
      int c = bytes[at + n];
      int digit = c < 0 ? -1 : Character.digit(c, 16);
      if (digit < 0) {
        throw malformed("\\u needs four hexadecimal digits");
      }
      value = value << 4 | digit;
    }
    at += HEX_DIGITS;
    return value;
  }

  /** Reads a number; its value is then in {@link #scannedNumber()}. */
  public void number() {
    int after = scannedNumber.scanJson(bytes, at, end);
    if (after < 0) {
      at = Math.min(end, -1 - after);
      throw FormatException.at(
          FormatError.PAYLOAD_NUMBER_INVALID, "This is not a number of JSON", position());
    }
    at = after;
  }

  /** Reads {@code true} or {@code false}. */
  public boolean bool() {
    if (bytes[at] == 't') {
      literal(TRUE);
      return true;
    }
    literal(FALSE);
    return false;
  }

  /** Reads {@code null}. */
  public void nul() {
    literal(NULL);
  }

  private void literal(byte[] word) {
    int to = at + word.length;
    if (to > end || !Arrays.equals(bytes, at, to, word, 0, word.length)) {
      throw unexpected("a value");
    }
    at = to;
  }

  /**
   * Reads a value of any kind and drops it.
   *
   * @param depth how deeply it is nested itself
   * @param maxTextBytes the longest string that is allowed
   */
  public void skip(int depth, int maxTextBytes) {
    switch (peek()) {
      case '"' -> string(maxTextBytes);
      case '{' -> skipObject(depth, maxTextBytes);
      case '[' -> skipArray(depth, maxTextBytes);
      case 't', 'f' -> bool();
      case 'n' -> nul();
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw unexpected("a value");
    }
  }

  private void skipObject(int depth, int maxTextBytes) {
    checkDepth(depth);
    at++;
    if (accept('}')) {
      return;
    }
    do {
      string(maxTextBytes);
      expect(':');
      skip(depth + 1, maxTextBytes);
    } while (hasNext('}'));
  }

  private void skipArray(int depth, int maxTextBytes) {
    checkDepth(depth);
    at++;
    if (accept(']')) {
      return;
    }
    do {
      skip(depth + 1, maxTextBytes);
    } while (hasNext(']'));
  }

  /** Refuses an object or array that is nested too deeply. */
  public void checkDepth(int depth) {
    if (depth >= maxDepth) {
      throw FormatException.at(
          FormatError.PAYLOAD_TOO_DEEP,
          "Objects and arrays are nested more than " + maxDepth + " deep",
          position());
    }
  }

  /** Where the scanner stands, as an index into {@link #bytes()}. */
  public int at() {
    return at;
  }

  /** Goes back or forth to an index that {@link #at()} gave for this message. */
  public void moveTo(int index) {
    at = index;
  }

  /** The array that holds the message. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the scanner stands, from the message's begin. */
  public int position() {
    return at - begin;
  }

  /** The number read last. */
  public NumberScanner scannedNumber() {
    return scannedNumber;
  }

  /** Holds the string read last, from {@link #textFrom()} to {@link #textTo()}. */
  public byte[] text() {
    return text;
  }

  /** See {@link #text()}. */
  public int textFrom() {
    return textFrom;
  }

  /** See {@link #text()}. */
  public int textTo() {
    return textTo;
  }

  /** The string read last as an object, for messages. */
  public String textAsString() {
    return new String(text, textFrom, textTo - textFrom, StandardCharsets.UTF_8);
  }

  /** The error that something else was expected here. */
  public FormatException unexpected(String expected) {
    return malformed("Expected " + expected + " but found " + found());
  }

  private String found() {
    if (at >= end) {
      return "the end of the message";
    }
    int c = bytes[at];
    return c > ' ' && c < 0x7f ? "'" + (char) c + "'" : String.format("byte 0x%02X", c & 0xff);
  }

  private FormatException malformed(String message) {
    return FormatException.at(FormatError.PAYLOAD_MALFORMED, message, position());
  }
}
