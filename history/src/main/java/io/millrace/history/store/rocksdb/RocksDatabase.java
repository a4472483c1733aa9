package io.millrace.history.store.rocksdb;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/**
 * The open database. After a failed write RocksDB takes no more; the next write then closes and
 * opens it again, so that a disk that was full needs no hand once there is room. Until then it is
 * read, if need be through a database that is open for reading only.
 */
final class RocksDatabase implements AutoCloseable {
  static {
    RocksDB.loadLibrary();
  }

  /** The open database and its column families; valid while the lock is held. */
  record Open(
      RocksDB db,
      ColumnFamilyHandle sideRows,
      ColumnFamilyHandle chunks,
      ColumnFamilyHandle pages) {
    void close() {
      sideRows.close();
      chunks.close();
      pages.close();
      db.close();
    }
  }

  /** Does something with the open database. */
  @FunctionalInterface
  interface Use<T extends @Nullable Object> {
    T with(Open open) throws RocksDBException;
  }

  private static final int BLOCK_BYTES = 16 * 1024;
  private static final int BLOOM_BITS = 10;
  private static final long SYNC_BYTES = 1 << 20;

  private final Path folder;
  private final RocksLog log = new RocksLog();
  private final BloomFilter bloom = new BloomFilter(BLOOM_BITS);
  private final DBOptions options;
  private final ColumnFamilyOptions familyOptions;
  // Shared by whoever uses the database; exclusive for closing it.
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private @Nullable Open open;
  private volatile boolean failed;
  private boolean closed;

  RocksDatabase(Path folder, Cache cache, WriteBufferManager memory, RocksStoreSettings settings) {
    this.folder = folder;
    this.options =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setLogger(log)
            .setWriteBufferManager(memory)
            .setMaxTotalWalSize(settings.logBytes())
            // A torn end is what a crash leaves; anything else must not be passed over in silence.
            .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
            .setMaxOpenFiles(settings.maxOpenFiles())
            .setMaxBackgroundJobs(2)
            .setBytesPerSync(SYNC_BYTES)
            .setWalBytesPerSync(SYNC_BYTES)
            .setStatsDumpPeriodSec(0)
            .setStatsPersistPeriodSec(0);
    this.familyOptions =
        new ColumnFamilyOptions()
            .setWriteBufferSize(settings.memtableBytes())
            // What is written is compressed already; LZ4 takes what is left in keys and texts, and
            // gives up at once on the rest.
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setLevelCompactionDynamicLevelBytes(true)
            .setTtl(0)
            .setPeriodicCompactionSeconds(0)
            .setTableFormatConfig(
                new BlockBasedTableConfig()
                    .setBlockCache(cache)
                    .setBlockSize(BLOCK_BYTES)
                    .setFilterPolicy(bloom)
                    .setCacheIndexAndFilterBlocks(true)
                    .setPinL0FilterAndIndexBlocksInCache(true));
    open();
  }

  private List<ColumnFamilyDescriptor> families() {
    return List.of(
        new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, familyOptions),
        new ColumnFamilyDescriptor(new byte[] {'c'}, familyOptions),
        new ColumnFamilyDescriptor(new byte[] {'s'}, familyOptions));
  }

  private void open() {
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      RocksDB db = RocksDB.open(options, folder.toString(), families(), handles);
      open = new Open(db, handles.get(0), handles.get(1), handles.get(2));
      failed = false;
    } catch (RocksDBException e) {
      throw RocksErrors.opening(folder, e);
    } catch (IOException e) {
      throw new HistoryException(
          HistoryError.HISTORY_STORAGE_FAILED,
          "The folder " + folder + " for the history cannot be made: " + e.getMessage(),
          e);
    }
  }

  /** Writes nothing, not even what is left of the log; the database stays marked as failed. */
  private void openForReading() throws RocksDBException {
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    RocksDB db = RocksDB.openReadOnly(options, folder.toString(), families(), handles);
    open = new Open(db, handles.get(0), handles.get(1), handles.get(2));
  }

  /** Uses the database for reading; others may use it at the same time. */
  <T extends @Nullable Object> T use(Use<T> use) {
    Open current = acquire();
    try {
      return use.with(current);
    } catch (RocksDBException e) {
      throw RocksErrors.using(folder, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** As {@link #use}, for writing; after a failure the database is opened anew before. */
  void write(Use<@Nullable Object> use) {
    if (failed && lock.getReadHoldCount() == 0) {
      reopen();
    }
    Open current = acquire();
    try {
      use.with(current);
    } catch (RocksDBException e) {
      failed = true;
      throw RocksErrors.using(folder, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private Open acquire() {
    lock.readLock().lock();
    Open current = open;
    if (current == null) {
      boolean isClosed = closed;
      lock.readLock().unlock();
      throw isClosed
          ? new HistoryException(HistoryError.HISTORY_CLOSED, "The history was closed.")
          : new HistoryException(
              HistoryError.HISTORY_STORAGE_FAILED,
              "The history in " + folder + " could not be opened again after a failure.");
    }
    return current;
  }

  private void reopen() {
    lock.writeLock().lock();
    try {
      if (failed && !closed) {
        closeDatabase();
        try {
          open();
        } catch (HistoryException e) {
          try {
            openForReading();
          } catch (RocksDBException again) {
            e.addSuppressed(again);
          }
          throw e;
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void closeDatabase() {
    Open current = open;
    open = null;
    if (current != null) {
      current.close();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      failed = false;
      closeDatabase();
      familyOptions.close();
      options.close();
      bloom.close();
      log.close();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
