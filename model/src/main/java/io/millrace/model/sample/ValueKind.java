package io.millrace.model.sample;

/**
 * What values a point has. A point keeps its kind for ever. Each value is carried as 64 bits, so
 * that columns of samples need no objects; text is carried beside them.
 *
 * <p>The {@link #code()} is stored in files and never changes.
 */
public enum ValueKind {
  /** 0 or 1. */
  BOOLEAN(1),
  /** A whole number, exact, two's complement. */
  INT64(2),
  /** A whole number from 0 to 2<sup>64</sup>-1, exact, as its 64 bits. */
  UINT64(3),
  /** IEEE 754 binary64, as its raw bits. */
  DOUBLE(4),
  /** Unicode text; the 64 bits are an index into the batch's texts. */
  TEXT(5),
  /** The code of one entry of the point's enumeration, as an int64. */
  ENUMERATION(6),
  /**
   * A waveform, image, array or file. The 64 bits are an index into the batch's texts, whose entry
   * is the record's descriptor as JSON: content address, media type, size and features.
   */
  RECORD(7);

  private static final ValueKind[] BY_CODE = new ValueKind[8];

  static {
    for (ValueKind kind : values()) {
      BY_CODE[kind.code] = kind;
    }
  }

  private final byte code;

  ValueKind(int code) {
    this.code = (byte) code;
  }

  /** The number that stands for this kind in files and in columns. */
  public byte code() {
    return code;
  }

  /** Whether minimum, mean and integral make sense. */
  public boolean isNumeric() {
    return switch (this) {
      case INT64, UINT64, DOUBLE -> true;
      case BOOLEAN, TEXT, ENUMERATION, RECORD -> false;
    };
  }

  /** Whether the 64 bits are an index into the batch's texts. */
  public boolean isText() {
    return this == TEXT || this == RECORD;
  }

  /**
   * The kind of a stored code.
   *
   * @throws IllegalArgumentException if no kind has it
   */
  public static ValueKind ofCode(int code) {
    ValueKind kind = code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    if (kind == null) {
      throw new IllegalArgumentException("No kind of value has the code " + code + ".");
    }
    return kind;
  }
}
