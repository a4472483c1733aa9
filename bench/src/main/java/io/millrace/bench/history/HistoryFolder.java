package io.millrace.bench.history;

import io.millrace.history.History;
import io.millrace.history.HistorySettings;
import io.millrace.history.query.HistoryReader;
import io.millrace.history.query.QuerySettings;
import io.millrace.history.source.SourceSpans;
import io.millrace.history.store.rocksdb.RocksChunkStore;
import io.millrace.history.store.rocksdb.RocksStoreSettings;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.NanoClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * A history in a folder with the memory that the launcher gives it by default. Serves one thread,
 * but for the reader.
 */
final class HistoryFolder implements AutoCloseable {
  static {
    RocksDB.loadLibrary();
  }

  private static final long CACHE_BYTES = 128L << 20;
  private static final long MEMTABLE_BYTES = 48L << 20;
  private static final PointTraits DOUBLE = PointTraits.undefined(ValueKind.DOUBLE);
  private static final SourceId SOURCE = new SourceId(new UUID(1, 1));

  private final LRUCache cache;
  private final WriteBufferManager memory;
  private final History history;
  private final int source;

  /** A history of doubles with the handles 0, 1, 2 and so on. */
  HistoryFolder(Path folder, int points) {
    this(folder, handles(points), point -> DOUBLE);
  }

  /** A history of any points. */
  HistoryFolder(Path folder, PointHandles handles, IntFunction<PointTraits> traits) {
    cache = new LRUCache(CACHE_BYTES);
    memory = new WriteBufferManager(MEMTABLE_BYTES, cache);
    history =
        new History(
            new RocksChunkStore(folder, cache, memory, RocksStoreSettings.DEFAULTS),
            handles,
            traits,
            HistorySettings.DEFAULTS,
            QuerySettings.DEFAULTS,
            NanoClock.system());
    source = history.sourceHandle(SOURCE);
  }

  private static PointHandles handles(int points) {
    PointHandles handles = new PointHandles();
    for (int p = 0; p < points; p++) {
      handles.handleOf(new PointId(new UUID(2, p)));
    }
    return handles;
  }

  /** A number for a source. */
  int sourceHandle(SourceId id) {
    return history.sourceHandle(id);
  }

  /** Takes a batch, and makes a checkpoint when one is due. */
  void write(SampleBatch batch) {
    write(batch, SourceSpans.of(source, batch.size()));
  }

  /** Takes a batch of some sources, and makes a checkpoint when one is due. */
  void write(SampleBatch batch, SourceSpans spans) {
    history.write(batch, spans, 0, 0);
    if (history.checkpointDue()) {
      var _ = history.checkpoint(new byte[0]);
    }
  }

  /** Returns when all that was written is durable. */
  void checkpoint() {
    history.checkpoint(new byte[0]).join();
  }

  HistoryReader reader() {
    return history.reader();
  }

  @Override
  public void close() {
    history.close();
    memory.close();
    cache.close();
  }

  /**
   * Bytes on disk of a history that was closed, once its log is worked off, which opening it does.
   */
  static long settledBytes(Path folder) throws IOException {
    new HistoryFolder(folder, 0).close();
    try (Stream<Path> files = Files.list(folder)) {
      long bytes = 0;
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}
