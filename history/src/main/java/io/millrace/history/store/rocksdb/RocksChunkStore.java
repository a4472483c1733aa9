package io.millrace.history.store.rocksdb;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.Commit;
import io.millrace.history.store.Replacement;
import io.millrace.history.store.Row;
import io.millrace.history.store.SideRow;
import io.millrace.history.store.StoreKeys;
import io.millrace.history.store.StoreStatistics;
import io.millrace.model.id.PointId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * The embedded engine. What is replaced waits in a write batch; the commit adds its own row, writes
 * the batch to the log and syncs it. Nothing of a version is in the database before, so there is
 * nothing to undo after a crash.
 */
public final class RocksChunkStore implements ChunkStore {
  /** No row beside the chunks begins with a zero: their kinds count from 1. */
  private static final byte[] COMMIT_KEY = {0};

  private final RocksDatabase database;
  private final WriteBatch pending = new WriteBatch();
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private volatile Commit lastCommit;

  /**
   * Opens the database in a folder, or makes one.
   *
   * @param cache where blocks are cached; shared with other databases of the process
   * @param memory bounds what all databases of the process collect in memory
   * @throws HistoryException with {@code HISTORY_LOCKED}, {@code HISTORY_STORAGE_FAILED} or {@code
   *     HISTORY_CHUNK_DAMAGED}
   */
  public RocksChunkStore(
      Path folder, Cache cache, WriteBufferManager memory, RocksStoreSettings settings) {
    database = new RocksDatabase(folder, cache, memory, settings);
    byte[] stored = database.use(open -> open.db().get(open.sideRows(), COMMIT_KEY));
    lastCommit = stored == null ? Commit.NONE : decode(stored);
  }

  @Override
  public Commit lastCommit() {
    return lastCommit;
  }

  @Override
  public long nextVersion() {
    return lastCommit.version() + 1;
  }

  @Override
  public void replace(Replacement replacement) {
    checkVersion(replacement.version());
    PointId point = replacement.point();
    int bucket = replacement.bucket();
    database.use(
        open -> {
          for (Row row : replacement.chunks()) {
            pending.put(open.chunks(), StoreKeys.chunk(point, bucket, row.number()), row.bytes());
          }
          for (int number : replacement.removedChunks()) {
            pending.delete(open.chunks(), StoreKeys.chunk(point, bucket, number));
          }
          for (Row row : replacement.pages()) {
            pending.put(open.pages(), StoreKeys.page(point, bucket, row.number()), row.bytes());
          }
          for (int number : replacement.removedPages()) {
            pending.delete(open.pages(), StoreKeys.page(point, bucket, number));
          }
          return replacement;
        });
  }

  @Override
  public void put(long version, SideRow row, byte @Nullable [] value) {
    checkVersion(version);
    byte[] key = StoreKeys.side(row);
    database.use(
        open -> {
          if (value == null) {
            pending.delete(open.sideRows(), key);
          } else {
            pending.put(open.sideRows(), key, value);
          }
          return key;
        });
  }

  private void checkVersion(long version) {
    if (version != nextVersion()) {
      throw new HistoryException(
          HistoryError.HISTORY_WRITER_FENCED,
          "Version " + version + " cannot be written; the next one is " + nextVersion() + ".");
    }
  }

  @Override
  public void commit(Commit commit) {
    checkVersion(commit.version());
    try {
      database.write(
          open -> {
            pending.put(open.sideRows(), COMMIT_KEY, encode(commit));
            open.db().write(synced, pending);
            return null;
          });
      lastCommit = commit;
    } finally {
      // After a failure the caller gives all of it again.
      pending.clear();
    }
  }

  @Override
  public byte @Nullable [] chunk(PointId point, int bucket, int number) {
    byte[] key = StoreKeys.chunk(point, bucket, number);
    return database.use(open -> open.db().get(open.chunks(), key));
  }

  @Override
  public void chunks(PointId point, int bucket, int fromNumber, RowVisitor visitor) {
    byte[] from = StoreKeys.chunk(point, bucket, fromNumber);
    byte[] last = StoreKeys.chunk(point, bucket, Integer.MAX_VALUE);
    database.use(
        open -> {
          scan(
              open.db(),
              open.chunks(),
              from,
              after(last),
              Order.ASCENDING,
              (key, value) -> visitor.visit(bucket, StoreKeys.numberOfChunk(key), value));
          return from;
        });
  }

  @Override
  public void pages(PointId point, int fromBucket, int toBucket, Order order, RowVisitor visitor) {
    byte[] from = StoreKeys.page(point, fromBucket, 0);
    byte[] last = StoreKeys.page(point, toBucket, Integer.MAX_VALUE);
    database.use(
        open -> {
          scan(
              open.db(),
              open.pages(),
              from,
              after(last),
              order,
              (key, value) ->
                  visitor.visit(StoreKeys.bucketOfPage(key), StoreKeys.numberOfPage(key), value));
          return from;
        });
  }

  @Override
  public byte @Nullable [] row(SideRow row) {
    byte[] key = StoreKeys.side(row);
    return database.use(open -> open.db().get(open.sideRows(), key));
  }

  @Override
  public void rows(SideRow.Kind kind, UUID owner, byte[] from, byte[] to, SideRowVisitor visitor) {
    byte[] fromKey = StoreKeys.side(kind, owner, from);
    byte[] toKey = StoreKeys.side(kind, owner, to);
    database.use(
        open -> {
          scan(
              open.db(),
              open.sideRows(),
              fromKey,
              toKey,
              Order.ASCENDING,
              (key, value) -> visitor.visit(StoreKeys.ownKeyOfSide(key), value));
          return fromKey;
        });
  }

  private static void scan(
      RocksDB db,
      ColumnFamilyHandle family,
      byte[] from,
      byte[] before,
      Order order,
      SideRowVisitor visitor)
      throws RocksDBException {
    try (Slice lower = new Slice(from);
        Slice upper = new Slice(before);
        ReadOptions bounds =
            new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
        RocksIterator rows = db.newIterator(family, bounds)) {
      if (order == Order.ASCENDING) {
        for (rows.seekToFirst(); rows.isValid(); rows.next()) {
          if (!visitor.visit(rows.key(), rows.value())) {
            return;
          }
        }
      } else {
        for (rows.seekToLast(); rows.isValid(); rows.prev()) {
          if (!visitor.visit(rows.key(), rows.value())) {
            return;
          }
        }
      }
      rows.status();
    }
  }

  /** The least key that is greater. */
  private static byte[] after(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  @Override
  public StoreStatistics statistics() {
    return database.use(
        open -> {
          long files = 0;
          long memory = 0;
          for (ColumnFamilyHandle family :
              new ColumnFamilyHandle[] {open.sideRows(), open.chunks(), open.pages()}) {
            files += open.db().getLongProperty(family, "rocksdb.total-sst-files-size");
            memory += open.db().getLongProperty(family, "rocksdb.cur-size-all-mem-tables");
          }
          return new StoreStatistics(files, memory);
        });
  }

  private static byte[] encode(Commit commit) {
    return ByteBuffer.allocate(Long.BYTES + commit.state().length)
        .putLong(commit.version())
        .put(commit.state())
        .array();
  }

  private static Commit decode(byte[] stored) {
    if (stored.length < Long.BYTES) {
      throw new HistoryException(
          HistoryError.HISTORY_CHUNK_DAMAGED,
          "The row of the last commit has " + stored.length + " bytes and cannot be read.");
    }
    ByteBuffer in = ByteBuffer.wrap(stored);
    long version = in.getLong();
    byte[] state = new byte[in.remaining()];
    in.get(state);
    return new Commit(version, state);
  }

  @Override
  public void close() {
    database.close();
    pending.close();
    synced.close();
  }
}
