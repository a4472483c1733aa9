package io.millrace.journal.memory;

import io.millrace.journal.Durability;

/**
 * How weak the engine is.
 *
 * @param partitionsPerLane partitions of the live and of the bulk lane; the context lane has one
 * @param largestHole most offsets that are left out before a record; 0 for none
 * @param commitAtOnce whether an append is durable at once; else {@link MemoryJournal#commitNext}
 *     makes it so
 * @param maxWaitingBytes payload bytes that may wait for a commit; when so many wait, appends fail
 *     as busy
 * @param maxRecordBytes largest payload
 * @param durability what it claims to be
 */
public record MemoryJournalSettings(
    int partitionsPerLane,
    int largestHole,
    boolean commitAtOnce,
    long maxWaitingBytes,
    int maxRecordBytes,
    Durability durability) {
  /** Commits at once, four partitions per lane, holes up to 3. */
  public static final MemoryJournalSettings DEFAULT =
      new MemoryJournalSettings(4, 3, true, 64L << 20, 16 << 20, new Durability.NotDurable());

  public MemoryJournalSettings {
    if (partitionsPerLane < 1 || largestHole < 0 || maxWaitingBytes < 1 || maxRecordBytes < 1) {
      throw new IllegalArgumentException(
          "A memory journal has at least one partition, no negative holes and room for a record.");
    }
  }

  /** One partition per lane, numbered as in the RocksDB engine, and no holes. */
  public static MemoryJournalSettings plain() {
    return new MemoryJournalSettings(1, 0, true, 64L << 20, 16 << 20, new Durability.NotDurable());
  }

  /** These settings with appends that wait for {@link MemoryJournal#commitNext}. */
  public MemoryJournalSettings committedByHand() {
    return new MemoryJournalSettings(
        partitionsPerLane, largestHole, false, maxWaitingBytes, maxRecordBytes, durability);
  }
}
