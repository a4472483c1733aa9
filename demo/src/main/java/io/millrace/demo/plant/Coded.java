package io.millrace.demo.plant;

import java.util.Locale;

/** An entry of an enumeration point: a code and the word that the machine sends. */
public interface Coded {
  /** The number that stands for it; never changes. */
  int code();

  /** The enum constant's name. */
  String name();

  /** The word as sent, such as {@code over-temperature}. */
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
