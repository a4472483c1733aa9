package io.millrace.app.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether the data folder's disk has room for the journal's budget and history beside it.
 *
 * @param journalBudget bytes that raw messages may take
 */
record DiskSpaceCheck(Path folder, long journalBudget) implements Check {
  private static final String SUBJECT = "disk space";
  private static final long GB = 1L << 30;
  private static final long LEAST = GB;

  @Override
  public Finding look() {
    try {
      FileStore store = Files.getFileStore(ExistingFolder.above(folder));
      long free = store.getUsableSpace();
      long total = store.getTotalSpace();
      String detail = "%s free of %s".formatted(gb(free), gb(total));
      if (free < LEAST) {
        return Finding.problem(
            SUBJECT,
            detail,
            "Free some space or choose another disk with data.folder: a full disk stops ingest.");
      }
      if (free < journalBudget) {
        return Finding.warning(
            SUBJECT,
            detail + "; the journal alone may take " + gb(journalBudget),
            "Free some space, or set journal.disk-budget to less than what is free.");
      }
      return Finding.good(SUBJECT, detail);
    } catch (IOException e) {
      return Finding.warning(
          SUBJECT, "cannot be told: " + e.getMessage(), "Look with: df -h '" + folder + "'");
    }
  }

  private static String gb(long bytes) {
    return "%.1f GB".formatted((double) bytes / GB);
  }
}
