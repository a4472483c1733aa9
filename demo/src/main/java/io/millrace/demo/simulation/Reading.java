package io.millrace.demo.simulation;

import io.millrace.demo.physics.Signal;
import java.util.function.LongFunction;

/** What a sensor shows, as a function of the time in milliseconds since the epoch. */
public sealed interface Reading {
  /** A number, a counter's reading, 0 or 1 of a flag, or the code of a word. */
  record Numeric(Signal signal) implements Reading {}

  /** A text. */
  record Textual(LongFunction<String> text) implements Reading {}

  /** A number, or a text that the sensor sends instead of it; empty if it has a number. */
  record Faulty(Signal signal, LongFunction<String> complaint) implements Reading {}

  /** A burst of samples, as 16-bit numbers that are to be multiplied by a factor. */
  record Burst(LongFunction<short[]> samples, double factor) implements Reading {}
}
