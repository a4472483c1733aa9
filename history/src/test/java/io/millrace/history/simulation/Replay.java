package io.millrace.history.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.simulation.KilledProcess.Journal;
import io.millrace.history.store.rocksdb.RocksResources;
import java.nio.file.Path;

/** What comes after a process that wrote a history has ended in some bad way. */
public final class Replay {
  private static final int MORE = 3;

  private Replay() {}

  /**
   * Goes on where the history in a folder says, a little further than before, and compares it with
   * the naive one.
   *
   * @param confirmed so many operations were durable, as the process said
   */
  public static void assertAllIsThere(Path folder, Journal journal, int confirmed) {
    try (RocksResources resources = new RocksResources();
        HistoryUnderTest test = new HistoryUnderTest(resources.open(folder), journal.traits)) {
      assertThat(test.next()).isGreaterThanOrEqualTo(confirmed);
      int end = test.next() + MORE;
      NaiveHistory naive = new NaiveHistory(journal.traits);
      for (int i = 0; i < end; i++) {
        naive.apply(journal.get(i));
      }
      for (int next = test.next(); next < end; next++) {
        test.apply(journal.get(next), next);
      }
      test.checkpoint(end).join();
      Answers.assertSame(test, naive, journal.traits.size());
      Answers.assertSameCounts(test, naive);
    }
  }
}
