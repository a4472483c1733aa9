package io.millrace.history.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.simulation.HistoryProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  @TempDir Path workshop;

  /** See {@link HistoryOnFullDisk}. */
  @Test
  void while_the_disk_is_full_reading_goes_on_and_afterwards_no_hand_is_needed()
      throws IOException {
    Path folder = workshop.resolve("history");
    DiskFaults.in(workshop, 1);
    try (HistoryProcess process =
        HistoryProcess.start(
            HistoryOnFullDisk.class, DiskFaults.environment(workshop, folder), folder.toString())) {
      String last = "";
      for (String line = process.readLine(); line != null; line = process.readLine()) {
        last = line;
      }
      assertThat(last).as(process.said()).isEqualTo("passed");
    }
  }
}
