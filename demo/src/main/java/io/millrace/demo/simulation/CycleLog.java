package io.millrace.demo.simulation;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The completed cycles of a machine during one production day, and what they yielded. Counters go
 * on from day to day. Not thread-safe, since lookups remember where they were.
 */
final class CycleLog {
  private static final int INITIAL_CAPACITY = 256;

  private long[] startMs = new long[INITIAL_CAPACITY];
  private long[] endMs = new long[INITIAL_CAPACITY];
  private long[] goodAfter = new long[INITIAL_CAPACITY];
  private long[] scrapAfter = new long[INITIAL_CAPACITY];
  private int size;
  private int hint;
  private long cyclesBefore;
  private long goodBefore;
  private long scrapBefore;

  /** A log whose counters begin where those of a machine of some age are. */
  CycleLog(long cycles, long good, long scrap) {
    cyclesBefore = cycles;
    goodBefore = good;
    scrapBefore = scrap;
  }

  /** Forgets the cycles of the day before, but not how many there were. */
  void nextDay() {
    cyclesBefore += size;
    goodBefore = good();
    scrapBefore = scrap();
    size = 0;
    hint = 0;
  }

  /** Adds a completed cycle behind the others. */
  void add(long cycleStartMs, long cycleEndMs, int goodParts, int scrapParts) {
    if (size == startMs.length) {
      int capacity = size * 2;
      startMs = Arrays.copyOf(startMs, capacity);
      endMs = Arrays.copyOf(endMs, capacity);
      goodAfter = Arrays.copyOf(goodAfter, capacity);
      scrapAfter = Arrays.copyOf(scrapAfter, capacity);
    }
    goodAfter[size] = good() + goodParts;
    scrapAfter[size] = scrap() + scrapParts;
    startMs[size] = cycleStartMs;
    endMs[size] = cycleEndMs;
    size++;
  }

  private long good() {
    return size == 0 ? goodBefore : goodAfter[size - 1];
  }

  private long scrap() {
    return size == 0 ? scrapBefore : scrapAfter[size - 1];
  }

  /** How many cycles there were in the machine's life up to those of this day. */
  long nextCycle() {
    return cyclesBefore + size;
  }

  /** How many cycles of the day ended at or before an instant. */
  private int completed(long timeMs) {
    int i = hint;
    if (i > size || (i > 0 && endMs[i - 1] > timeMs)) {
      i = 0;
    }
    while (i < size && endMs[i] <= timeMs) {
      i++;
    }
    hint = i;
    return i;
  }

  /** How many cycles there were in the machine's life up to an instant. */
  long cyclesAt(long timeMs) {
    return cyclesBefore + completed(timeMs);
  }

  /** How many good parts there were in the machine's life up to an instant. */
  long goodAt(long timeMs) {
    int i = completed(timeMs);
    return i == 0 ? goodBefore : goodAfter[i - 1];
  }

  /** How many scrapped parts there were in the machine's life up to an instant. */
  long scrapAt(long timeMs) {
    int i = completed(timeMs);
    return i == 0 ? scrapBefore : scrapAfter[i - 1];
  }

  /** Whether the cycle that ended last at or before an instant yielded only good parts. */
  boolean lastWasGood(long timeMs) {
    int i = completed(timeMs);
    return i == 0 || scrapAfter[i - 1] == (i == 1 ? scrapBefore : scrapAfter[i - 2]);
  }

  /** How long the cycle took that ended last at or before an instant; 0 if none did that day. */
  long lastCycleMs(long timeMs) {
    int i = completed(timeMs);
    return i == 0 ? 0 : endMs[i - 1] - startMs[i - 1];
  }

  /**
   * How far the machine is in the cycle under way, from 0 to less than 1; negative between cycles.
   */
  double phase(long timeMs) {
    int i = completed(timeMs);
    if (i == size || timeMs < startMs[i]) {
      return -1;
    }
    return (double) (timeMs - startMs[i]) / (endMs[i] - startMs[i]);
  }

  /** Calls back at the end of each cycle in [fromMs, toMs). */
  void ends(long fromMs, long toMs, LongConsumer onEnd) {
    for (int i = 0; i < size; i++) {
      if (endMs[i] >= fromMs && endMs[i] < toMs) {
        onEnd.accept(endMs[i]);
      }
    }
  }
}
