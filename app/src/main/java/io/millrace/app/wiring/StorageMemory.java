package io.millrace.app.wiring;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that all databases of the process share: one block cache, to which what is being
 * written is charged too. So the sum is bounded however many databases there are.
 */
final class StorageMemory implements AutoCloseable {
  /** The share of the cache that may wait to be written. */
  private static final double WRITE_SHARE = 0.5;

  private final Cache cache;
  private final WriteBufferManager writeBuffers;

  /**
   * @param cacheBytes for cached blocks and unwritten data together
   */
  StorageMemory(long cacheBytes) {
    RocksDB.loadLibrary();
    cache = new LRUCache(cacheBytes);
    writeBuffers = new WriteBufferManager((long) (cacheBytes * WRITE_SHARE), cache);
  }

  Cache cache() {
    return cache;
  }

  WriteBufferManager writeBuffers() {
    return writeBuffers;
  }

  /** To be closed after all databases. */
  @Override
  public void close() {
    writeBuffers.close();
    cache.close();
  }
}
