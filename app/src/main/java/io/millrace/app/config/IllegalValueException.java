package io.millrace.app.config;

/**
 * A setting's text that is not of its type, or out of its range; the reader adds where it stood.
 */
final class IllegalValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A value that is refused.
   *
   * @param message a clause that follows the setting's name: {@code must be …}
   */
  IllegalValueException(String message) {
    super(message);
  }
}
