package io.millrace.history.store.rocksdb;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Says in our words what RocksDB reports. */
final class RocksErrors {
  private RocksErrors() {}

  /** The exception for a database that cannot be opened. */
  static HistoryException opening(Path folder, RocksDBException e) {
    String message = e.getMessage();
    if (message != null && message.contains("lock ")) {
      return new HistoryException(
          HistoryError.HISTORY_LOCKED,
          "The history in "
              + folder
              + " is in use. Another Millrace runs on this folder: stop it, or give this one a"
              + " folder of its own.",
          e);
    }
    return new HistoryException(
        codeOf(e), "The history in " + folder + " cannot be opened: " + message, e);
  }

  /** The exception for a database that fails while it is open. */
  static HistoryException using(Path folder, RocksDBException e) {
    return new HistoryException(
        codeOf(e), "The history in " + folder + " failed: " + e.getMessage(), e);
  }

  private static HistoryError codeOf(RocksDBException e) {
    Status status = e.getStatus();
    if (status == null) {
      return HistoryError.HISTORY_STORAGE_FAILED;
    }
    if (status.getSubCode() == Status.SubCode.NoSpace) {
      return HistoryError.HISTORY_DISK_FULL;
    }
    return status.getCode() == Status.Code.Corruption
        ? HistoryError.HISTORY_CHUNK_DAMAGED
        : HistoryError.HISTORY_STORAGE_FAILED;
  }
}
