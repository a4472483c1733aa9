package io.millrace.history.store.rocksdb;

import java.nio.file.Path;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** The memory that a process shares among its databases. */
public final class RocksResources implements AutoCloseable {
  static {
    RocksDB.loadLibrary();
  }

  private final Cache cache = new LRUCache(16 << 20);
  private final WriteBufferManager memory = new WriteBufferManager(8 << 20, cache);

  /** Opens a store in a folder. */
  public RocksChunkStore open(Path folder) {
    return new RocksChunkStore(folder, cache, memory, RocksStoreSettings.DEFAULTS);
  }

  @Override
  public void close() {
    memory.close();
    cache.close();
  }
}
