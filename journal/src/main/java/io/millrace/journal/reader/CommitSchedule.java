package io.millrace.journal.reader;

import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;

/** When a reader commits, and when its store is asked to make that durable. */
final class CommitSchedule {
  private final ReaderSettings settings;
  private final NanoClock clock;
  private long records;
  private long bytes;
  private boolean unsynced;
  private long firstFoldedNs;
  private long firstUnsyncedNs;

  CommitSchedule(ReaderSettings settings, NanoClock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  void folded(long moreRecords, long moreBytes) {
    if (records == 0) {
      firstFoldedNs = clock.monotonicNs();
    }
    records += moreRecords;
    bytes += moreBytes;
  }

  boolean isPending() {
    return records > 0;
  }

  boolean isCommitDue() {
    return isPending()
        && (records >= settings.commitRecords()
            || bytes >= settings.commitBytes()
            || commitLeftNs() <= 0);
  }

  boolean isSyncDue() {
    return unsynced && syncLeftNs() <= 0;
  }

  /** Nanoseconds until the next commit or sync is due; endless if there is nothing to do. */
  long leftNs() {
    long left = isPending() ? commitLeftNs() : Long.MAX_VALUE;
    return unsynced ? Math.min(left, syncLeftNs()) : left;
  }

  private long commitLeftNs() {
    return firstFoldedNs + settings.commitIntervalMs() * Times.MS - clock.monotonicNs();
  }

  private long syncLeftNs() {
    return firstUnsyncedNs + settings.syncIntervalMs() * Times.MS - clock.monotonicNs();
  }

  void committed() {
    if (records > 0 && !unsynced) {
      unsynced = true;
      firstUnsyncedNs = clock.monotonicNs();
    }
    records = 0;
    bytes = 0;
  }

  void synced() {
    unsynced = false;
  }
}
