package io.millrace.bench.history;

import io.millrace.model.sample.Quality;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;

/**
 * Samples of many points in turn: every point once, then every point again a second later, each at
 * its own millisecond.
 *
 * @param points how many points
 * @param rounds how many samples of each
 */
record Interleaving(Signal signal, int points, int rounds) {
  /** As many samples as a busy decoder hands over at once. */
  static final int BATCH_SAMPLES = 4096;

  private static final long START_NS = 1_790_000_000_000_000_000L;
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long MILLISECOND_NS = 1_000_000L;
  private static final int MILLISECONDS = 1000;

  /** How many samples there are. */
  long samples() {
    return (long) points * rounds;
  }

  long timeNs(int point, int round) {
    return START_NS + round * SECOND_NS + point % MILLISECONDS * MILLISECOND_NS;
  }

  long bits(int point, int round) {
    return signal.bits(point, round);
  }

  /** Writes all of it. */
  void writeTo(HistoryFolder history) {
    SampleBatch batch = new SampleBatch(BATCH_SAMPLES);
    long offset = 0;
    for (int round = 0; round < rounds; round++) {
      for (int point = 0; point < points; point++) {
        batch.add(
            point,
            ValueKind.DOUBLE,
            timeNs(point, round),
            bits(point, round),
            Quality.GOOD,
            offset++ / 2);
        if (batch.size() == BATCH_SAMPLES) {
          history.write(batch);
          batch.clear();
        }
      }
    }
    if (batch.size() > 0) {
      history.write(batch);
    }
  }
}
