package io.millrace.journal.rocksdb;

import io.millrace.journal.rocksdb.LogFile.Condition;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the write-ahead log before RocksDB does. A tail that was cut off is reported and left to
 * RocksDB, which drops it. A log that is damaged before its end is written anew without what is
 * damaged, so that RocksDB reads what is intact; the damaged file is kept beside it.
 */
final class LogRepair {
  private static final Logger LOG = LoggerFactory.getLogger(LogRepair.class);

  private final Path folder;
  private long tornBytes;
  private long damagedBytes;

  LogRepair(Path folder) {
    this.folder = folder;
  }

  /** Looks at all files of the log and repairs those that need it. */
  void run() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> logs = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.log")) {
      files.forEach(logs::add);
    }
    for (Path log : logs) {
      Condition condition = LogFile.read(log, record -> {});
      tornBytes += condition.tornBytes();
      if (condition.damagedBytes() > 0 || condition.unreadable()) {
        damagedBytes += condition.damagedBytes();
        repair(log, condition);
      }
    }
    if (tornBytes > 0) {
      LOG.warn(
          "The journal's log ended in {} bytes of a write that was cut off; they were not"
              + " acknowledged and are dropped.",
          tornBytes);
    }
  }

  private void repair(Path log, Condition condition) throws IOException {
    Path damaged = log.resolveSibling(log.getFileName() + ".damaged");
    LOG.error(
        "{} bytes within the journal's log {} are damaged. The {} records that are intact are"
            + " kept; the damaged file is kept as {}.",
        condition.damagedBytes(),
        log,
        condition.records(),
        damaged.getFileName());
    List<byte[]> intact = new ArrayList<>();
    LogFile.read(log, intact::add);
    Path repaired = log.resolveSibling(log.getFileName() + ".repaired");
    LogFile.write(repaired, intact);
    Files.move(log, damaged, StandardCopyOption.REPLACE_EXISTING);
    Files.move(repaired, log, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /** Bytes of writes that were cut off. */
  long tornBytes() {
    return tornBytes;
  }

  /** Bytes that were damaged before the end of a log. */
  long damagedBytes() {
    return damagedBytes;
  }
}
