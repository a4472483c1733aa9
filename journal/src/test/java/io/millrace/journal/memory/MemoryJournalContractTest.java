package io.millrace.journal.memory;

import io.millrace.journal.Journal;
import io.millrace.journal.Lane;
import io.millrace.journal.contract.JournalContract;
import io.millrace.model.time.NanoClock;
import java.util.Random;
import org.jspecify.annotations.Nullable;

class MemoryJournalContractTest extends JournalContract {
  private @Nullable MemoryLog log;

  @Override
  protected Journal open(Limits limits) {
    if (log == null) {
      MemoryJournalSettings weak = MemoryJournalSettings.DEFAULT;
      log =
          new MemoryLog(
              new MemoryJournalSettings(
                  weak.partitionsPerLane(),
                  weak.largestHole(),
                  true,
                  limits.maxWaitingBytes(),
                  limits.maxRecordBytes(),
                  weak.durability()));
    }
    return new MemoryJournal(log, NanoClock.system(), new Random(1));
  }

  @Override
  protected void retire(Journal open, Lane lane) {
    for (int partition : open.partitions(lane)) {
      ((MemoryJournal) open).retireBefore(partition, Long.MAX_VALUE);
    }
  }
}
