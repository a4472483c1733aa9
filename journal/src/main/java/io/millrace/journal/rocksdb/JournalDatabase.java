package io.millrace.journal.rocksdb;

import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.engine.RocksDbErrors;
import io.millrace.journal.engine.RocksDbLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The RocksDB under the journal: three column families, and the right to use them while it is open.
 * It can be closed and opened again while others hold on to this object; they wait meanwhile.
 * Thread-safe.
 */
final class JournalDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalDatabase.class);

  static {
    RocksDB.loadLibrary();
  }

  /** Something that RocksDB may refuse. */
  interface Use<T extends @Nullable Object> {
    T with(Open open) throws RocksDBException;
  }

  /** Fills a batch. */
  interface Filling {
    void into(WriteBatch batch, Open open) throws RocksDBException;
  }

  private final Path folder;
  private final JournalDatabaseOptions options;
  private final RocksDbLog log;
  private final WriteOptions unsynced = new WriteOptions();
  // Shared by whoever uses the database; exclusive for opening and closing it.
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private @Nullable Open open;
  private @Nullable FolderLock claim;
  private boolean closed;

  /** A database that is not open yet. */
  JournalDatabase(Path folder, JournalDatabaseOptions options, RocksDbLog log) {
    this.folder = folder;
    this.options = options;
    this.log = log;
  }

  Path folder() {
    return folder;
  }

  /**
   * Opens it, creating it if it is not there.
   *
   * @param before what is done when no other process can have the files open
   */
  void open(Runnable before) {
    lock.writeLock().lock();
    try {
      Files.createDirectories(folder);
      FolderLock claimed = claim;
      if (claimed == null) {
        claim = FolderLock.claim(folder);
        before.run();
      }
      openOrTolerate();
    } catch (RocksDBException e) {
      throw RocksDbErrors.opening("journal", folder, e);
    } catch (IOException e) {
      throw new JournalException(
          JournalError.JOURNAL_STORAGE_FAILED,
          "The journal's folder " + folder + " cannot be used: " + e.getMessage(),
          e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** A file that is damaged as a whole must not keep the others from being read. */
  private void openOrTolerate() throws RocksDBException {
    try {
      openFiles();
    } catch (RocksDBException e) {
      if (!RocksDbErrors.isDamage(e)) {
        throw e;
      }
      LOG.error(
          "A file of the journal in {} is damaged and what it holds is lost; the rest is opened: {}",
          folder,
          e.getMessage());
      options.tolerateDamagedFiles(true);
      openFiles();
    }
  }

  /**
   * Opens it again to do something although files are damaged, then once more as usual. RocksDB
   * takes no writes any more once it has met the damage by itself.
   */
  void despiteDamage(Look<?> work) throws RocksDBException, IOException {
    lock.writeLock().lock();
    try {
      closeForNow();
      options.tolerateDamagedFiles(true);
      openFiles();
      work.take();
      closeForNow();
      options.tolerateDamagedFiles(false);
      openOrTolerate();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Opens it so that it can be read but not written, while writing fails. */
  void openForReading() throws RocksDBException {
    lock.writeLock().lock();
    try {
      List<ColumnFamilyHandle> handles = new ArrayList<>();
      RocksDB db =
          RocksDB.openReadOnly(
              options.database(), folder.toString(), options.descriptors(), handles);
      open = new Open(db, handles);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void openFiles() throws RocksDBException {
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    RocksDB db =
        RocksDB.open(options.database(), folder.toString(), options.descriptors(), handles);
    open = new Open(db, handles);
  }

  /** Closes it after all current uses; it may be opened again. */
  void closeForNow() {
    lock.writeLock().lock();
    try {
      Open current = open;
      open = null;
      if (current != null) {
        current.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Uses the database; RocksDB's refusals come out as they are. */
  <T extends @Nullable Object> T tryUse(Use<T> use) throws RocksDBException {
    lock.readLock().lock();
    try {
      Open current = open;
      if (current == null) {
        throw closed
            ? new JournalException(JournalError.JOURNAL_CLOSED, "The journal was closed.")
            : new JournalException(
                JournalError.JOURNAL_STORAGE_FAILED,
                "The journal in " + folder + " is being opened again after a failure.");
      }
      return use.with(current);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Uses the database; RocksDB's refusals come out as our exception. */
  <T extends @Nullable Object> T use(Use<T> use) {
    try {
      return tryUse(use);
    } catch (RocksDBException e) {
      throw RocksDbErrors.using("journal", folder, e);
    }
  }

  /** Writes a batch to the log and the memtables, without fsync. */
  void write(WriteBatch batch) throws RocksDBException {
    tryUse(
        current -> {
          current.db.write(unsynced, batch);
          return true;
        });
  }

  /** Fills and writes a batch, and makes it and everything before it durable. */
  void writeDurably(Filling filling) {
    use(
        current -> {
          try (WriteBatch batch = new WriteBatch()) {
            filling.into(batch, current);
            if (batch.count() > 0) {
              current.db.write(unsynced, batch);
              current.db.syncWal();
            }
          }
          return true;
        });
  }

  /** Fsyncs the log. */
  void sync() throws RocksDBException {
    tryUse(
        current -> {
          current.db.syncWal();
          return true;
        });
  }

  byte @Nullable [] tryGet(Family family, byte[] key) throws RocksDBException {
    return tryUse(current -> current.db.get(current.family(family), key));
  }

  /** Throws a family's contents away, whatever state its files are in. */
  void empty(Family family) throws RocksDBException {
    lock.writeLock().lock();
    try {
      tryUse(
          current -> {
            current.db.dropColumnFamily(current.family(family));
            ColumnFamilyHandle fresh = current.db.createColumnFamily(options.descriptor(family));
            current.replace(family, fresh);
            return true;
          });
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Calls back with the entries from {@code from} to before {@code to} until it returns false.
   *
   * @param readaheadBytes how much to read ahead from disk; 0 to let RocksDB decide
   */
  void scan(
      Family family, byte[] from, byte[] to, long readaheadBytes, BiPredicate<byte[], byte[]> each)
      throws RocksDBException {
    tryUse(
        current -> {
          try (Slice upper = new Slice(to);
              ReadOptions reading =
                  new ReadOptions()
                      .setIterateUpperBound(upper)
                      .setReadaheadSize(readaheadBytes)
                      .setFillCache(false);
              RocksIterator it = current.db.newIterator(current.family(family), reading)) {
            it.seek(from);
            while (it.isValid() && each.test(it.key(), it.value())) {
              it.next();
            }
            it.status();
          }
          return true;
        });
  }

  /** The last key before {@code before} that is at least {@code from}; null if there is none. */
  byte @Nullable [] lastKey(Family family, byte[] from, byte[] before) throws RocksDBException {
    return tryUse(
        current -> {
          // The bounds keep RocksDB from walking over what was deleted.
          try (Slice lower = new Slice(from);
              Slice upper = new Slice(before);
              ReadOptions reading =
                  new ReadOptions()
                      .setIterateLowerBound(lower)
                      .setIterateUpperBound(upper)
                      .setFillCache(false);
              RocksIterator it = current.db.newIterator(current.family(family), reading)) {
            it.seekToLast();
            it.status();
            return it.isValid() ? it.key() : null;
          }
        });
  }

  /**
   * Takes a finished file of sorted keys in as it is.
   *
   * @param move whether the file is given up, or else copied
   */
  void ingest(Family family, Path file, boolean move) throws RocksDBException {
    tryUse(
        current -> {
          try (IngestExternalFileOptions how = new IngestExternalFileOptions().setMoveFiles(move)) {
            current.db.ingestExternalFile(current.family(family), List.of(file.toString()), how);
          }
          return true;
        });
  }

  /** Something that files must stand still for. */
  interface Look<T> {
    T take() throws RocksDBException, IOException;
  }

  /** Does something while no file comes or goes by itself. */
  <T> T withoutBackgroundWork(Look<T> look) throws RocksDBException, IOException {
    lock.readLock().lock();
    try {
      RocksDB db = tryUse(current -> current.db);
      db.pauseBackgroundWork();
      try {
        return look.take();
      } finally {
        db.continueBackgroundWork();
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Whether there is anything in a range; true also where a damaged file does not say. */
  boolean mayHold(Family family, byte[] from, byte[] to) throws RocksDBException {
    try {
      return lastKey(family, from, to) != null;
    } catch (RocksDBException e) {
      if (RocksDbErrors.isDamage(e)) {
        return true;
      }
      throw e;
    }
  }

  /** Removes a range: files that lie in it as a whole, and by a range tombstone what is left. */
  void deleteRange(Family family, byte[] from, byte[] to) throws RocksDBException {
    tryUse(
        current -> {
          current.db.deleteFilesInRanges(current.family(family), List.of(from, to), false);
          return true;
        });
    if (mayHold(family, from, to)) {
      tryUse(
          current -> {
            current.db.deleteRange(current.family(family), unsynced, from, to);
            return true;
          });
    }
  }

  /** Writes the memtables of all families into files. */
  void flush() {
    use(
        current -> {
          try (FlushOptions how = new FlushOptions().setWaitForFlush(true)) {
            current.db.flush(how, current.handles);
          }
          return true;
        });
  }

  /** A number that RocksDB knows about a family; 0 if it does not know. */
  long property(Family family, String name) {
    return use(
        current -> {
          String value = current.db.getProperty(current.family(family), name);
          return value == null ? 0 : Long.parseLong(value);
        });
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        closeForNow();
        if (claim != null) {
          claim.release();
        }
        unsynced.close();
        options.close();
        log.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
