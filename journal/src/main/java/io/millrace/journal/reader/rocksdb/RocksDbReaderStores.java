package io.millrace.journal.reader.rocksdb;

import io.millrace.journal.Cursor;
import io.millrace.journal.Loss;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.journal.reader.StateChanges;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Cache;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;

/** One database with the state of many readers. Thread-safe. */
public final class RocksDbReaderStores implements AutoCloseable {
  private final StateDatabase database;

  /**
   * Opens or creates the database.
   *
   * @param cache shared by all databases of the process; not closed here
   * @param memory charged with all memtables of the process; not closed here
   * @throws io.millrace.journal.JournalException with {@link
   *     io.millrace.journal.JournalError#JOURNAL_LOCKED} if another process has it open
   */
  public RocksDbReaderStores(Path folder, Cache cache, WriteBufferManager memory) {
    this.database = new StateDatabase(folder, cache, memory);
  }

  /** The store of one reader, by its name; the same name gives the same state. */
  public ReaderStore open(String reader) {
    return new Store(database, new StateKeys(reader));
  }

  /** Removes everything that is stored of a reader, which must not be running. */
  public void remove(String reader) {
    StateKeys keys = new StateKeys(reader);
    database.write(
        batch -> {
          List<byte[]> all = new ArrayList<>();
          database.scan(keys.losses(), (key, value) -> all.add(key));
          database.scan(keys.state(new byte[0]), (key, value) -> all.add(key));
          all.add(keys.cursor());
          for (byte[] key : all) {
            batch.delete(key);
          }
        });
  }

  @Override
  public void close() {
    database.close();
  }

  private static final class Store implements ReaderStore {
    private static final int MOST_LOSSES = 1_000;

    private final StateDatabase database;
    private final StateKeys keys;
    private volatile Cursor durable;

    Store(StateDatabase database, StateKeys keys) {
      this.database = database;
      this.keys = keys;
      // What was found when opening has been flushed and fsynced by RocksDB's recovery.
      this.durable = committed();
    }

    @Override
    public Cursor committed() {
      byte[] stored = database.get(keys.cursor());
      return stored == null ? Cursor.START : Cursor.decode(stored);
    }

    @Override
    public StateReader state() {
      return new StateReader() {
        @Override
        public byte @Nullable [] get(byte[] key) {
          return database.get(keys.state(key));
        }

        @Override
        public void scan(byte[] prefix, BiConsumer<byte[], byte[]> each) {
          database.scan(keys.state(prefix), (key, value) -> each.accept(keys.stateKey(key), value));
        }
      };
    }

    @Override
    public void commit(Cursor cursor, StateChanges changes, List<Loss> losses) {
      database.write(
          batch -> {
            WriteErrors errors = new WriteErrors(batch, keys);
            changes.writeTo(errors);
            errors.rethrow();
            addLosses(batch, losses);
            batch.put(keys.cursor(), cursor.encode());
          });
    }

    private void addLosses(WriteBatch batch, List<Loss> losses) throws RocksDBException {
      if (losses.isEmpty()) {
        return;
      }
      List<byte[]> stored = new ArrayList<>();
      database.scan(keys.losses(), (key, value) -> stored.add(key));
      long number = stored.isEmpty() ? 0 : keys.lossNumber(stored.getLast()) + 1;
      for (Loss loss : losses) {
        batch.put(keys.loss(number++), LossCodec.encode(loss));
      }
      for (int i = 0; i < stored.size() + losses.size() - MOST_LOSSES && i < stored.size(); i++) {
        batch.delete(stored.get(i));
      }
    }

    @Override
    public Cursor durable() {
      return durable;
    }

    @Override
    public void sync() {
      Cursor covered = committed();
      if (!covered.equals(durable)) {
        database.sync();
        durable = covered;
      }
    }

    @Override
    public List<Loss> losses() {
      List<Loss> losses = new ArrayList<>();
      database.scan(keys.losses(), (key, value) -> losses.add(LossCodec.decode(value)));
      return losses;
    }
  }

  /** Carries a failure out of a callback that may throw nothing checked. */
  private static final class WriteErrors implements StateWriter {
    private final WriteBatch batch;
    private final StateKeys keys;
    private @Nullable RocksDBException first;

    WriteErrors(WriteBatch batch, StateKeys keys) {
      this.batch = batch;
      this.keys = keys;
    }

    @Override
    public void put(byte[] key, byte[] value) {
      try {
        batch.put(keys.state(key), value);
      } catch (RocksDBException e) {
        first = first == null ? e : first;
      }
    }

    @Override
    public void delete(byte[] key) {
      try {
        batch.delete(keys.state(key));
      } catch (RocksDBException e) {
        first = first == null ? e : first;
      }
    }

    void rethrow() throws RocksDBException {
      if (first != null) {
        throw first;
      }
    }
  }
}
