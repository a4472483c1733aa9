package io.millrace.journal.reader.rocksdb;

import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.engine.RocksDbErrors;
import io.millrace.journal.engine.RocksDbLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * The database behind the readers' stores. After a failed write RocksDB takes no more; the next
 * call then closes and opens it again, and readers restore from what it holds.
 */
final class StateDatabase implements AutoCloseable {
  private static final long MEMTABLE_BYTES = 8 << 20;
  private static final long LOG_BYTES = 32 << 20;

  static {
    RocksDB.loadLibrary();
  }

  /** Fills a batch. */
  interface Writing {
    void into(WriteBatch batch) throws RocksDBException;
  }

  private final Path folder;
  private final RocksDbLog log = new RocksDbLog("state");
  private final Options options;
  private final BloomFilter bloom = new BloomFilter(10);
  private final WriteOptions unsynced = new WriteOptions();
  // Shared by whoever uses the database; exclusive for closing it.
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private @Nullable RocksDB db;
  private volatile boolean failed;
  private boolean closed;

  StateDatabase(Path folder, Cache cache, WriteBufferManager memory) {
    this.folder = folder;
    this.options =
        new Options()
            .setCreateIfMissing(true)
            .setLogger(log)
            .setWriteBufferManager(memory)
            .setWriteBufferSize(MEMTABLE_BYTES)
            .setMaxTotalWalSize(LOG_BYTES)
            .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
            .setMaxOpenFiles(64)
            .setMaxBackgroundJobs(2)
            .setStatsDumpPeriodSec(0)
            .setStatsPersistPeriodSec(0)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setTableFormatConfig(
                new BlockBasedTableConfig()
                    .setBlockCache(cache)
                    .setCacheIndexAndFilterBlocks(true)
                    .setFilterPolicy(bloom));
    open();
  }

  private void open() {
    try {
      Files.createDirectories(folder);
      db = RocksDB.open(options, folder.toString());
      failed = false;
    } catch (RocksDBException e) {
      throw RocksDbErrors.opening("readers' state", folder, e);
    } catch (IOException e) {
      throw new JournalException(
          JournalError.JOURNAL_STORAGE_FAILED,
          "The folder " + folder + " for the readers' state cannot be made: " + e.getMessage(),
          e);
    }
  }

  byte @Nullable [] get(byte[] key) {
    RocksDB open = acquire();
    try {
      return open.get(key);
    } catch (RocksDBException e) {
      throw failed(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  void scan(byte[] prefix, BiConsumer<byte[], byte[]> each) {
    RocksDB open = acquire();
    try (RocksIterator it = open.newIterator()) {
      for (it.seek(prefix); it.isValid(); it.next()) {
        byte[] key = it.key();
        if (!startsWith(key, prefix)) {
          break;
        }
        each.accept(key, it.value());
      }
      it.status();
    } catch (RocksDBException e) {
      throw failed(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  void write(Writing writing) {
    RocksDB open = acquire();
    try (WriteBatch batch = new WriteBatch()) {
      writing.into(batch);
      open.write(unsynced, batch);
    } catch (RocksDBException e) {
      throw failed(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  void sync() {
    RocksDB open = acquire();
    try {
      open.syncWal();
    } catch (RocksDBException e) {
      throw failed(e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The open database, with the read lock held. */
  private RocksDB acquire() {
    if (failed && lock.getReadHoldCount() == 0) {
      reopen();
    }
    lock.readLock().lock();
    RocksDB open = db;
    if (open == null) {
      boolean isClosed = closed;
      lock.readLock().unlock();
      throw isClosed
          ? new JournalException(
              JournalError.JOURNAL_CLOSED, "The database of the readers' state was closed.")
          : new JournalException(
              JournalError.JOURNAL_STORAGE_FAILED,
              "The database of the readers' state in " + folder + " could not be opened again.");
    }
    return open;
  }

  private void reopen() {
    lock.writeLock().lock();
    try {
      if (failed && !closed) {
        closeDatabase();
        open();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private JournalException failed(RocksDBException e) {
    failed = true;
    return RocksDbErrors.using("readers' state", folder, e);
  }

  private void closeDatabase() {
    RocksDB open = db;
    db = null;
    if (open != null) {
      open.close();
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
      unsynced.close();
      options.close();
      bloom.close();
      log.close();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
