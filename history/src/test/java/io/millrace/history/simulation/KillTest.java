package io.millrace.history.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.simulation.KilledProcess.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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
      Replay.assertAllIsThere(folder, journal, confirmed);
    }
  }

  /** Lets the process run until it has confirmed some operation; returns the last one confirmed. */
  private int runAndKill(int wanted) throws IOException {
    try (HistoryProcess process =
        HistoryProcess.start(
            KilledProcess.class, Map.of(), folder.toString(), Long.toString(SEED))) {
      int confirmed = process.readNumbers(wanted);
      assertThat(confirmed).as("the process said: %s", process.said()).isPositive();
      return confirmed;
    }
  }
}
