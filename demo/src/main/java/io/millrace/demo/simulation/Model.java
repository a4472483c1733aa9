package io.millrace.demo.simulation;

import java.time.LocalDate;
import java.util.function.LongConsumer;

/**
 * One asset at work. Its readings hold for the production day that was opened last.
 *
 * <p>Days are opened one after the other, since counters, wear and heat go on from one to the next.
 */
interface Model {
  /** Says which readings there are; called once. */
  void declare(Readings readings);

  /** Goes on to the next production day. */
  void open(LocalDate day);

  /** Calls back at each instant in [fromMs, toMs) at which a word, text or flag changes. */
  default void changes(long fromMs, long toMs, LongConsumer onChange) {}

  /** Calls back at each instant in [fromMs, toMs) at which a cycle ends. */
  default void cycleEnds(long fromMs, long toMs, LongConsumer onEnd) {}
}
