package io.millrace.broker.disk;

import io.millrace.broker.reading.LiveReader;
import io.millrace.journal.Journal;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.journal.reader.rocksdb.RocksDbReaderStores;
import io.millrace.journal.rocksdb.RocksDbJournal;
import io.millrace.journal.rocksdb.RocksDbJournalSettings;
import io.millrace.model.time.NanoClock;
import java.nio.file.Path;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** Journal and reader store in a folder. */
final class DiskStores implements AutoCloseable {
  static {
    RocksDB.loadLibrary();
  }

  private final Cache cache = new LRUCache(16 << 20);
  private final WriteBufferManager memory = new WriteBufferManager(8 << 20, cache);
  private final RocksDbJournal journal;
  private final RocksDbReaderStores stores;

  DiskStores(Path folder) {
    RocksDbJournalSettings settings =
        RocksDbJournalSettings.small().change().minSyncIntervalUs(0).reserveBytes(0).build();
    journal =
        new RocksDbJournal(folder.resolve("journal"), settings, cache, memory, NanoClock.system());
    stores = new RocksDbReaderStores(folder.resolve("readers"), cache, memory);
  }

  Journal journal() {
    return journal;
  }

  ReaderStore store() {
    return stores.open(LiveReader.NAME);
  }

  @Override
  public void close() {
    journal.close();
    stores.close();
    memory.close();
    cache.close();
  }
}
