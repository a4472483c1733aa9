package io.millrace.history.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.simulation.KilledProcess.Journal;
import io.millrace.history.store.rocksdb.RocksResources;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes is killed, again and again, while a checkpoint may be under way. */
class KillTest {
  private static final int KILLS = 4;
  private static final long SEED = 11;

  @TempDir Path folder;

  @Test
  void what_a_checkpoint_has_confirmed_survives_kill_9_and_the_rest_comes_again() throws Exception {
    Journal journal = new Journal(SEED);
    int confirmed = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      confirmed = Math.max(confirmed, runAndKill(confirmed + 20 + 7 * kill));
      assertAfterReplay(journal, confirmed);
    }
  }

  /** Lets the process run until it has confirmed some operation; returns the last one confirmed. */
  private int runAndKill(int wanted) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    KilledProcess.class.getName(),
                    folder.toString(),
                    Long.toString(SEED)))
            .redirectErrorStream(true)
            .start();
    int confirmed = 0;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      StringBuilder said = new StringBuilder();
      for (String line = output.readLine();
          line != null && confirmed < wanted;
          line = output.readLine()) {
        if (line.matches("\\d+")) {
          confirmed = Integer.parseInt(line);
        } else {
          said.append(line).append('\n');
        }
      }
      assertThat(confirmed).as("the process said: %s", said).isPositive();
    } finally {
      process.destroyForcibly().waitFor();
    }
    return confirmed;
  }

  private void assertAfterReplay(Journal journal, int confirmed) {
    try (RocksResources resources = new RocksResources();
        HistoryUnderTest test = new HistoryUnderTest(resources.open(folder), journal.traits)) {
      assertThat(test.next()).isGreaterThanOrEqualTo(confirmed);
      int end = test.next() + 3;
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
