package io.millrace.journal.rocksdb;

import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalState;
import io.millrace.journal.engine.RocksDbErrors;
import io.millrace.model.time.NanoClock;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the journal takes appends, and what has gone wrong so far. Changes are logged.
 * Thread-safe.
 */
final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  private final Path folder;
  private final NanoClock clock;
  private final Runnable onFailure;
  final AtomicLong storageFailures = new AtomicLong();
  final AtomicLong reopenings = new AtomicLong();
  final AtomicLong discardedRecords = new AtomicLong();
  final AtomicLong tornTails = new AtomicLong();
  final AtomicLong damagedRecords = new AtomicLong();
  final AtomicLong retiredRecords = new AtomicLong();
  private volatile Condition condition;

  /**
   * How things stand.
   *
   * @param broken whether the database must be closed and opened again
   */
  record Condition(JournalState state, String reason, long sinceNs, boolean broken) {}

  /**
   * All is well.
   *
   * @param onFailure called, quickly, when something has gone wrong
   */
  Health(Path folder, NanoClock clock, Runnable onFailure) {
    this.folder = folder;
    this.clock = clock;
    this.onFailure = onFailure;
    this.condition = new Condition(JournalState.OPEN, "", clock.nowNs(), false);
  }

  Condition condition() {
    return condition;
  }

  boolean isOpen() {
    return condition.state == JournalState.OPEN;
  }

  boolean isClosed() {
    return condition.state == JournalState.CLOSED;
  }

  /** A write or an fsync failed: what was written since the last fsync must not be trusted. */
  synchronized void failed(RocksDBException e) {
    if (isClosed() || condition.broken) {
      return;
    }
    storageFailures.incrementAndGet();
    boolean full = RocksDbErrors.isDiskFull(e);
    become(
        full ? JournalState.DISK_FULL : JournalState.STORAGE_FAILED,
        full
            ? "The disk of " + folder + " is full."
            : "Writing to " + folder + " failed: " + e.getMessage(),
        true);
  }

  /**
   * Something went wrong that nobody foresaw, such as a lack of memory: as after a failed write,
   * nothing that is not durable yet can be trusted.
   */
  synchronized void failedUnexpectedly(Throwable e) {
    if (isClosed() || condition.broken) {
      return;
    }
    storageFailures.incrementAndGet();
    LOG.error("A thread of the journal met an error that it does not know.", e);
    become(
        JournalState.STORAGE_FAILED,
        "The journal of " + folder + " met an error: " + e + ".",
        true);
  }

  /** There is too little room; nothing has failed yet. */
  synchronized void diskIsFull(long freeBytes, long reserveBytes) {
    if (isOpen()) {
      become(
          JournalState.DISK_FULL,
          "The disk of "
              + folder
              + " has "
              + (freeBytes >> 20)
              + " MiB left, less than the reserve of "
              + (reserveBytes >> 20)
              + " MiB.",
          false);
    }
  }

  /** The database was opened again and can be read; whether there is room is yet to be seen. */
  synchronized void reopened() {
    reopenings.incrementAndGet();
    condition = new Condition(condition.state, condition.reason, condition.sinceNs, false);
  }

  /** All is well again. */
  synchronized void recovered() {
    if (!isClosed() && !isOpen()) {
      become(JournalState.OPEN, "", false);
    }
  }

  synchronized void closed() {
    condition = new Condition(JournalState.CLOSED, "", clock.nowNs(), false);
  }

  private void become(JournalState state, String reason, boolean broken) {
    condition = new Condition(state, reason, clock.nowNs(), broken);
    if (state == JournalState.OPEN) {
      LOG.info("The journal takes appends again.");
    } else {
      LOG.error("The journal takes no appends: {}", reason);
      onFailure.run();
    }
  }

  /** Why appends are refused now; null if they are not. */
  @Nullable JournalException refusal() {
    Condition now = condition;
    return switch (now.state) {
      case OPEN -> null;
      case DISK_FULL ->
          new JournalException(
              JournalError.JOURNAL_DISK_FULL,
              now.reason + " Nothing was acknowledged; appending resumes when there is room.");
      case STORAGE_FAILED ->
          new JournalException(
              JournalError.JOURNAL_STORAGE_FAILED,
              now.reason + " Nothing was acknowledged; the journal reopens itself.");
      case CLOSED -> closedException();
    };
  }

  static JournalException closedException() {
    return new JournalException(JournalError.JOURNAL_CLOSED, "The journal was closed.");
  }
}
