package io.millrace.journal.rocksdb;

import io.millrace.journal.Journal;
import io.millrace.journal.Lane;
import io.millrace.journal.contract.JournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class RocksDbJournalContractTest extends JournalContract {
  @TempDir Path folder;
  private final OpenJournals journals = new OpenJournals();

  @Override
  protected Journal open(Limits limits) {
    return journals.open(
        folder,
        OpenJournals.SETTINGS
            .change()
            .maxRecordBytes(limits.maxRecordBytes())
            .maxWaitingBytes(limits.maxWaitingBytes())
            .build());
  }

  @Override
  protected void retire(Journal open, Lane lane) {
    int partition = open.partitions(lane).getFirst();
    ((RocksDbJournal) open).retireBefore(partition, open.durableEnd().next(partition));
  }

  @AfterEach
  void free() {
    journals.close();
  }
}
