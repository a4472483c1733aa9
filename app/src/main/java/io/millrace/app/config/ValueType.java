package io.millrace.app.config;

/**
 * How a setting's text becomes a value, and back. Immutable.
 *
 * @param <T> what the text becomes
 */
public interface ValueType<T> {
  /**
   * Reads a value.
   *
   * @param text as a person wrote it, without surrounding blanks
   * @throws IllegalValueException when the text is not of this type or out of range
   */
  T parse(String text);

  /** The value as a person would write it; {@link #parse} reads it back. */
  String format(T value);

  /** What is allowed, in a few words that follow 'must be': {@code a whole number from 1 to 10}. */
  String allowed();
}
