package io.millrace.history.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.simulation.HistoryProcess;
import io.millrace.history.simulation.KilledProcess;
import io.millrace.history.simulation.KilledProcess.Journal;
import io.millrace.history.simulation.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The power fails, again and again, and takes with it what was not synced. */
class PowerCutTest {
  private static final int CUTS = 3;
  private static final int MOST_OPERATIONS = 400;

  @TempDir Path workshop;

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void what_a_checkpoint_has_confirmed_survives_and_the_rest_comes_again(long seed)
      throws IOException {
    Path folder = workshop.resolve("history");
    Map<String, String> environment = DiskFaults.environment(workshop, folder);
    DiskFaults faults = DiskFaults.in(workshop, seed);
    Random random = new Random(seed);
    Journal journal = new Journal(seed);
    int confirmed = 0;
    for (int cut = 1; cut <= CUTS; cut++) {
      faults.cutAfter(50 + random.nextInt(MOST_OPERATIONS));
      try (HistoryProcess process =
          HistoryProcess.start(
              KilledProcess.class, environment, folder.toString(), Long.toString(seed))) {
        confirmed = Math.max(confirmed, process.readNumbers(Integer.MAX_VALUE));
        assertThat(process.said()).doesNotContain("Exception");
      }
      faults.cutAfter(-1);
      Replay.assertAllIsThere(folder, journal, confirmed);
    }
    assertThat(confirmed).as("some checkpoint came before some cut").isPositive();
  }
}
