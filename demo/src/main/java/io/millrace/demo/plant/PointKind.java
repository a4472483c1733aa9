package io.millrace.demo.plant;

import java.util.List;

/** What values a point has. */
public sealed interface PointKind {
  /** A measured number with so many decimals. */
  record Measured(int decimals) implements PointKind {
    public Measured {
      if (decimals < 0 || decimals > 4) {
        throw new IllegalArgumentException("A point has 0 to 4 decimals, not " + decimals + ".");
      }
    }
  }

  /** A number that only rises, unless it is reset. */
  record Counter(int decimals) implements PointKind {
    public Counter {
      if (decimals < 0 || decimals > 4) {
        throw new IllegalArgumentException("A counter has 0 to 4 decimals, not " + decimals + ".");
      }
    }
  }

  /** Yes or no. */
  record Flag() implements PointKind {}

  /** Free text. */
  record Text() implements PointKind {}

  /**
   * One word of a list.
   *
   * @param name of the list
   */
  record Word(String name, List<Coded> entries) implements PointKind {
    public Word {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A burst of samples taken together.
   *
   * @param samplesPerSecond sampling rate
   * @param samples how many there are in a burst
   */
  record Waveform(int samplesPerSecond, int samples) implements PointKind {}
}
