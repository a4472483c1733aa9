package io.millrace.journal.reader;

/**
 * When a reader commits and how it retries.
 *
 * @param commitIntervalMs longest time from a batch to the commit that holds it, 1 to 600,000
 * @param commitRecords a commit is made early after so many records, at least 1
 * @param commitBytes a commit is made early after so many payload bytes, at least 1
 * @param syncIntervalMs longest time from a commit until the store is asked to make it durable
 * @param maxAttempts how often in a row a batch may fail before the reader is stopped; failures of
 *     storage are not counted, they are waited for
 * @param firstBackOffMs wait after the first failure; doubled by each further one
 * @param maxBackOffMs longest wait
 */
public record ReaderSettings(
    long commitIntervalMs,
    long commitRecords,
    long commitBytes,
    long syncIntervalMs,
    int maxAttempts,
    long firstBackOffMs,
    long maxBackOffMs) {
  /** Commits each second or 16 MiB, gives up after five failures within about three seconds. */
  public static final ReaderSettings DEFAULT =
      new ReaderSettings(1_000, 200_000, 16 << 20, 10_000, 5, 100, 30_000);

  public ReaderSettings {
    if (commitIntervalMs < 1 || commitIntervalMs > 600_000) {
      throw new IllegalArgumentException(
          "A reader commits every 1 to 600,000 ms, not every " + commitIntervalMs + " ms.");
    }
    if (commitRecords < 1 || commitBytes < 1 || syncIntervalMs < 0 || maxAttempts < 1) {
      throw new IllegalArgumentException(
          "A reader's limits for commits and attempts are positive.");
    }
    if (firstBackOffMs < 0 || maxBackOffMs < firstBackOffMs) {
      throw new IllegalArgumentException(
          "A reader's waits grow from the first to the longest: "
              + firstBackOffMs
              + " and "
              + maxBackOffMs
              + " ms do not.");
    }
  }

  /** These settings with another interval between commits. */
  public ReaderSettings withCommitIntervalMs(long ms) {
    return new ReaderSettings(
        ms, commitRecords, commitBytes, syncIntervalMs, maxAttempts, firstBackOffMs, maxBackOffMs);
  }
}
