package io.millrace.journal.rocksdb;

import io.millrace.journal.contract.SetClock;
import io.millrace.model.time.NanoClock;
import java.nio.file.Path;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** Opens journals in tests, with memory that they share and settings that suit a test. */
public final class OpenJournals implements AutoCloseable {
  static {
    RocksDB.loadLibrary();
  }

  /** Small, and without a pause between fsyncs. */
  public static final RocksDbJournalSettings SETTINGS =
      RocksDbJournalSettings.small()
          .change()
          .minSyncIntervalUs(0)
          .maxHoldMs(200)
          .reserveBytes(0)
          .upkeepIntervalMs(50)
          .segmentBytes(64 * 1024)
          .tailBytes(256 * 1024)
          .build();

  private final Cache cache = new LRUCache(16 << 20);
  private final WriteBufferManager memory = new WriteBufferManager(8 << 20, cache);

  /**
   * Opens a journal whose clock stands where {@link RandomTraffic} begins; the caller closes it.
   */
  public RocksDbJournal open(Path folder, RocksDbJournalSettings settings) {
    return open(folder, settings, new SetClock(RandomTraffic.BEGIN_NS));
  }

  /** Opens a journal with another clock. */
  public RocksDbJournal open(Path folder, RocksDbJournalSettings settings, NanoClock clock) {
    return new RocksDbJournal(folder, settings, cache, memory, clock);
  }

  @Override
  public void close() {
    memory.close();
    cache.close();
  }
}
