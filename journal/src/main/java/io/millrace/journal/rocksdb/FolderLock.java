package io.millrace.journal.rocksdb;

import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The claim of one process on the journal's folder. RocksDB has a lock of its own, but takes it too
 * late for us: the log is looked at, and perhaps repaired, before RocksDB is opened, and it is let
 * go while the database is closed and opened again.
 */
final class FolderLock {
  private static final String FILE = "in-use";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Claims the folder.
   *
   * @throws JournalException with {@link JournalError#JOURNAL_LOCKED} if somebody else has it
   */
  static FolderLock claim(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    if (lock == null) {
      channel.close();
      throw new JournalException(
          JournalError.JOURNAL_LOCKED,
          "The journal in "
              + folder
              + " is in use. Another Millrace runs on this folder: stop it, or give this one a"
              + " folder of its own.");
    }
    return new FolderLock(channel);
  }

  /** Lets others have the folder; the process's end does the same. */
  void release() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock goes with the process at the latest.
    }
  }
}
