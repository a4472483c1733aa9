package io.millrace.broker.settings;

/** Refuses settings outside their range. */
final class Range {
  private Range() {}

  static void check(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "The setting mqtt."
              + name
              + " is "
              + value
              + "; it must be from "
              + least
              + " to "
              + most
              + ".");
    }
  }
}
