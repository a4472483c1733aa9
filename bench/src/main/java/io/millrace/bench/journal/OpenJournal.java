package io.millrace.bench.journal;

import io.millrace.journal.rocksdb.RocksDbJournal;
import io.millrace.journal.rocksdb.RocksDbJournalSettings;
import io.millrace.model.time.NanoClock;
import java.nio.file.Path;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** A journal with the memory that a server gives it. */
final class OpenJournal implements AutoCloseable {
  static {
    RocksDB.loadLibrary();
  }

  private static final long CACHE_BYTES = 128 << 20;

  private final Cache cache = new LRUCache(CACHE_BYTES);
  private final WriteBufferManager memory = new WriteBufferManager(CACHE_BYTES * 3 / 4, cache);
  final RocksDbJournal journal;

  OpenJournal(Path folder) {
    journal =
        new RocksDbJournal(
            folder, RocksDbJournalSettings.DEFAULT, cache, memory, NanoClock.system());
  }

  @Override
  public void close() {
    journal.close();
    memory.close();
    cache.close();
  }
}
