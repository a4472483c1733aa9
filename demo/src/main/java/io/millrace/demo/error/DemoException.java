package io.millrace.demo.error;

import java.io.Serial;

/** Something is wrong with the demo plant; the message says what and what to do. */
public final class DemoException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final DemoError code;
  private final String sentence;

  /** An error with a full sentence for people. */
  public DemoException(DemoError code, String message) {
    super(message);
    this.code = code;
    this.sentence = message;
  }

  /** An error with a full sentence for people and what caused it. */
  public DemoException(DemoError code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.sentence = message;
  }

  @Override
  public String getMessage() {
    return sentence;
  }

  /** What kind of error it is. */
  public DemoError code() {
    return code;
  }
}
