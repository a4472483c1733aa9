package io.millrace.journal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that fails or is full: nothing is acknowledged, reading goes on, recovery needs no hand.
 */
class FailingDiskTest {
  private static final int KILLED = 137;

  @TempDir Path workshop;

  @Test
  void an_fsync_that_fails_acknowledges_nothing_and_what_it_left_is_not_trusted() throws Exception {
    play("fsync fails", KILLED);
  }

  @Test
  void a_write_that_fails_acknowledges_nothing() throws Exception {
    play("write fails", KILLED);
  }

  @Test
  void a_disk_that_fills_up_is_noticed_ahead_of_time() throws Exception {
    play("disk fills", 0);
  }

  @Test
  void a_disk_that_is_full_without_warning_is_survived() throws Exception {
    play("disk is full at once", 0);
  }

  private void play(String scenario, int exitCode) throws Exception {
    FaultDisk disk = FaultDisk.below(workshop, "journal", 1);
    Witness witness = new Witness();
    try (Child child =
        Child.start(workshop, JournalOnFailingDisk.class, disk.environment(), scenario)) {
      child.awaitEnd();
      assertThat(child.exitCode()).as(child.output()).isEqualTo(exitCode);
      witness.hear(child.lines());
    }
    assertThat(witness.check(disk.folder(), scenario)).isPositive();
  }
}
