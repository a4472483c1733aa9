package io.millrace.pipeline.quarantine;

import io.millrace.model.time.Times;

/**
 * How much is kept. What is not kept is counted, and stays in the journal as long as that keeps raw
 * data.
 *
 * @param maxBytes bytes of all entries together, at least 1
 * @param maxEntries entries of all sources together, at least 1
 * @param maxEntriesPerSource so that one device that sends garbage does not displace what others
 *     need, at least 1
 * @param maxEntriesPerReason entries of one source with the same error code on the same channel:
 *     more of the same says nothing new. At least 1
 * @param maxAgeNs entries older than this go, in nanoseconds since they were received
 */
public record QuarantineSettings(
    long maxBytes,
    int maxEntries,
    int maxEntriesPerSource,
    int maxEntriesPerReason,
    long maxAgeNs) {
  /** 256 MiB, 20,000 entries, 2,000 per source, 200 per reason, 90 days. */
  public static final QuarantineSettings DEFAULTS =
      new QuarantineSettings(256L << 20, 20_000, 2_000, 200, 90 * Times.DAY);

  public QuarantineSettings {
    if (maxBytes < 1
        || maxEntries < 1
        || maxEntriesPerSource < 1
        || maxEntriesPerReason < 1
        || maxAgeNs < 1) {
      throw new IllegalArgumentException("The limits of quarantine are at least 1.");
    }
  }
}
