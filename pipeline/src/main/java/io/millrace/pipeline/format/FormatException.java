package io.millrace.pipeline.format;

import io.millrace.model.error.MillraceException;

/**
 * A payload cannot be read; {@link #code()} is a {@link FormatError}. Has no stack trace: it speaks
 * of the data, not of the program, and a broken device may cause a hundred thousand a second.
 */
public final class FormatException extends MillraceException {
  private static final long serialVersionUID = 1L;

  /** The place is not known or has no meaning. */
  public static final int NO_OFFSET = -1;

  private final int offset;
  private final int line;
  private final String field;

  private FormatException(FormatError code, String message, int offset, int line, String field) {
    super(code, message);
    this.offset = offset;
    this.line = line;
    this.field = field;
  }

  /** An error without a place, such as an option's. */
  public static FormatException of(FormatError code, String message) {
    return new FormatException(code, message, NO_OFFSET, 0, "");
  }

  /**
   * An error at a byte of the message.
   *
   * @param message a sentence without its full stop; the place is added
   * @param offset byte offset from the message's begin
   */
  public static FormatException at(FormatError code, String message, int offset) {
    return new FormatException(code, message + ", at byte " + offset + ".", offset, 0, "");
  }

  /** As {@link #at}, naming the field that the error is in. */
  public static FormatException inField(
      FormatError code, String message, int offset, String field) {
    String place = ", in field '" + field + "' at byte " + offset + ".";
    return new FormatException(code, message + place, offset, 0, field);
  }

  /**
   * An error in a line.
   *
   * @param line the line's number, from 1
   * @param field the field or column; empty if the line as a whole is wrong
   */
  public static FormatException inLine(
      FormatError code, String message, int offset, int line, String field) {
    String place = field.isEmpty() ? "" : ", field '" + field + "'";
    return new FormatException(
        code, message + ", in line " + line + place + ".", offset, line, field);
  }

  /** The same error, in a line. */
  public FormatException inLine(int number, int byteOffset) {
    String sentence = String.valueOf(getMessage());
    return inLine(
        (FormatError) code(),
        sentence.substring(0, sentence.length() - 1),
        byteOffset,
        number,
        field);
  }

  /** Byte offset from the message's begin; {@link #NO_OFFSET} if there is none. */
  public int offset() {
    return offset;
  }

  /** The line's number, from 1; 0 if the format has no lines. */
  public int line() {
    return line;
  }

  /** The field, column or option; empty if none can be named. */
  public String field() {
    return field;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
