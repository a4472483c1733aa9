package io.millrace.journal.engine;

import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Says in our words what RocksDB reports. */
public final class RocksDbErrors {
  private RocksDbErrors() {}

  /** The exception for a database that cannot be opened. */
  public static JournalException opening(String what, Path folder, RocksDBException e) {
    if (isLocked(e)) {
      return new JournalException(
          JournalError.JOURNAL_LOCKED,
          "The database of the "
              + what
              + " in "
              + folder
              + " is in use. Another Millrace runs on this folder: stop it, or give this one a"
              + " folder of its own.",
          e);
    }
    return new JournalException(
        codeOf(e),
        "The database of the " + what + " in " + folder + " cannot be opened: " + e.getMessage(),
        e);
  }

  /** The exception for a database that fails while it is open. */
  public static JournalException using(String what, Path folder, RocksDBException e) {
    return new JournalException(
        codeOf(e),
        "The database of the " + what + " in " + folder + " failed: " + e.getMessage(),
        e);
  }

  private static JournalError codeOf(RocksDBException e) {
    if (isDiskFull(e)) {
      return JournalError.JOURNAL_DISK_FULL;
    }
    return isDamage(e) ? JournalError.JOURNAL_BLOCK_DAMAGED : JournalError.JOURNAL_STORAGE_FAILED;
  }

  /** Whether the disk has no room. */
  public static boolean isDiskFull(RocksDBException e) {
    Status status = e.getStatus();
    return status != null && status.getSubCode() == Status.SubCode.NoSpace;
  }

  /** Whether a checksum or the structure of a file is wrong. */
  public static boolean isDamage(RocksDBException e) {
    Status status = e.getStatus();
    return status != null && status.getCode() == Status.Code.Corruption;
  }

  /** Whether the operating system refused to read or write. */
  public static boolean isIo(RocksDBException e) {
    Status status = e.getStatus();
    return status != null && status.getCode() == Status.Code.IOError;
  }

  private static boolean isLocked(RocksDBException e) {
    String message = e.getMessage();
    return isIo(e) && message != null && message.contains("lock ");
  }
}
