package io.millrace.app.wiring;

import io.millrace.app.config.MemoryBudget;
import io.millrace.app.config.Settings;
import io.millrace.history.History;
import io.millrace.history.blob.BlobStore;
import io.millrace.history.query.QuerySettings;
import io.millrace.history.store.rocksdb.RocksChunkStore;
import io.millrace.history.store.rocksdb.RocksStoreSettings;
import io.millrace.journal.Journal;
import io.millrace.journal.reader.rocksdb.RocksDbReaderStores;
import io.millrace.journal.rocksdb.RocksDbJournal;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.context.SourcePolicy;
import java.nio.file.Path;

/**
 * The journal and what is kept of it: each a database of its own in the data folder, all within one
 * budget of memory.
 */
record StoredData(
    Journal journal,
    RocksDbReaderStores readerStores,
    PointHandles handles,
    ContextFollower context,
    History history,
    BlobStore blobs) {
  private static final long LARGEST_BLOB = 16L << 20;

  /** Opens everything; {@code teardown} closes it. */
  static StoredData open(
      Settings settings, MemoryBudget budget, NanoClock clock, Teardown teardown) {
    Path folder = settings.dataFolder();
    StorageMemory memory = teardown.closing(new StorageMemory(budget.cache()));
    Journal journal =
        teardown.closing(
            new RocksDbJournal(
                folder.resolve("journal"),
                ModuleSettings.journal(settings, budget),
                memory.cache(),
                memory.writeBuffers(),
                clock));
    RocksDbReaderStores readerStores =
        teardown.closing(
            new RocksDbReaderStores(
                folder.resolve("readers"), memory.cache(), memory.writeBuffers()));
    PointHandles handles = new PointHandles();
    ContextFollower context =
        teardown.closing(
            new ContextFollower(journal, new DecodeContext(handles, SourcePolicy.DEFAULT)));
    RocksChunkStore chunks =
        new RocksChunkStore(
            folder.resolve("history"),
            memory.cache(),
            memory.writeBuffers(),
            RocksStoreSettings.DEFAULTS);
    History history = teardown.closing(history(chunks, handles, context, settings, clock));
    BlobStore blobs = new BlobStore(folder.resolve("blobs"), LARGEST_BLOB);
    return new StoredData(journal, readerStores, handles, context, history, blobs);
  }

  /** A history closes its store; before there is one, we do. */
  private static History history(
      RocksChunkStore chunks,
      PointHandles handles,
      ContextFollower context,
      Settings settings,
      NanoClock clock) {
    try {
      return new History(
          chunks,
          handles,
          context.context().traits(),
          ModuleSettings.history(settings),
          QuerySettings.DEFAULTS,
          clock);
    } catch (RuntimeException e) {
      chunks.close();
      throw e;
    }
  }
}
