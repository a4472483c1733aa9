package io.millrace.journal.reader.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.journal.Cursor;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.contract.ReaderStoreContract;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.journal.reader.StateChanges;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

class RocksDbReaderStoresTest extends ReaderStoreContract {
  static {
    RocksDB.loadLibrary();
  }

  @TempDir Path folder;
  private final Cache cache = new LRUCache(8 << 20);
  private final WriteBufferManager memory = new WriteBufferManager(4 << 20, cache);
  private @Nullable RocksDbReaderStores stores;

  private RocksDbReaderStores stores() {
    if (stores == null) {
      stores = new RocksDbReaderStores(folder, cache, memory);
    }
    return stores;
  }

  @Override
  protected ReaderStore open(String reader) {
    return stores().open(reader);
  }

  @Override
  protected void closeAll() {
    stores().close();
    stores = null;
  }

  @AfterEach
  void close() {
    closeAll();
    memory.close();
    cache.close();
  }

  @Test
  void a_second_opening_is_refused() {
    stores();
    assertThatThrownBy(() -> new RocksDbReaderStores(folder, cache, memory))
        .isInstanceOfSatisfying(
            JournalException.class,
            e -> assertThat(e.code()).isEqualTo(JournalError.JOURNAL_LOCKED))
        .hasMessageContaining(folder.toString());
  }

  @Test
  void a_removed_reader_starts_over() {
    StateChanges changes = new StateChanges();
    changes.put(new byte[] {1}, new byte[] {2});
    open("a").commit(Cursor.START.with(0, 7), changes, List.of());

    stores().remove("a");

    assertThat(open("a").committed()).isEqualTo(Cursor.START);
    assertThat(open("a").state().get(new byte[] {1})).isNull();
  }
}
