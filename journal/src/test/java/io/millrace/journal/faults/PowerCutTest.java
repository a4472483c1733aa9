package io.millrace.journal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails at random moments: what was fsynced is there, what was not may be there in part.
 * More rounds with {@code -Dmillrace.soak=<lives>}.
 */
class PowerCutTest {
  /** Each life of a journal sees so many power cuts. */
  private static final int CUTS = 4;

  private static final int LIVES = Integer.getInteger("millrace.soak", 1);

  @TempDir Path workshop;

  @Test
  void law1_and_2_what_was_acknowledged_or_read_survives_power_cuts() throws Exception {
    long firstSeed = Long.getLong("millrace.seed", 1);
    for (long seed = firstSeed; seed < firstSeed + LIVES; seed++) {
      cutThePower(seed);
    }
  }

  private void cutThePower(long seed) throws Exception {
    Witness witness = new Witness();
    for (int cut = 0; cut < CUTS; cut++) {
      String description = "seed " + seed + ", cut " + cut;
      Random random = new Random(seed * 1_000 + cut);
      FaultDisk disk = FaultDisk.below(workshop, "journal" + seed, random.nextLong());
      disk.cutAfter(random.nextInt(cut % 2 == 0 ? 2_000 : 20_000));
      try (Child child =
          Child.start(
              workshop,
              JournalUnderLoad.class,
              disk.environment(),
              disk.folder().toString(),
              Long.toString(random.nextLong()),
              Long.toString((cut + 1) * 1_000_000_000L))) {
        child.awaitEnd();
        assertThat(child.exitCode()).as(child.output()).isEqualTo(137);
        witness.hear(child.lines());
      }
      witness.check(disk.folder(), description);
    }
    assertThat(witness.acknowledgedRecords()).isPositive();
  }

  @Test
  void law1_and_2_what_was_acknowledged_or_read_survives_kill_9() throws Exception {
    Witness witness = new Witness();
    Path folder = workshop.resolve("journal");
    for (int round = 0; round < 2 * LIVES && round < 10; round++) {
      try (Child child =
          Child.start(
              workshop,
              JournalUnderLoad.class,
              Map.of(),
              folder.toString(),
              Long.toString(round),
              Long.toString((round + 1) * 1_000_000_000L))) {
        child.awaitLines("A", 300 + 700 * round);
        child.kill();
        witness.hear(child.lines());
      }
      witness.check(folder, "round " + round);
    }
  }
}
