package io.millrace.web.testing;

import io.millrace.journal.Cursor;
import io.millrace.journal.Loss;
import io.millrace.journal.memory.MemoryReaderStore;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.journal.reader.StateChanges;
import io.millrace.journal.reader.StateReader;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A reader's store in memory. What was asked for its state once sees each later commit, as with the
 * engine on disk; the plain one in memory shows the commit at which it was asked.
 */
final class LiveReaderStore implements ReaderStore {
  private final MemoryReaderStore memory = new MemoryReaderStore();

  @Override
  public Cursor committed() {
    return memory.committed();
  }

  @Override
  public StateReader state() {
    return new StateReader() {
      @Override
      public byte @Nullable [] get(byte[] key) {
        return memory.state().get(key);
      }

      @Override
      public void scan(byte[] prefix, BiConsumer<byte[], byte[]> each) {
        memory.state().scan(prefix, each);
      }
    };
  }

  @Override
  public void commit(Cursor cursor, StateChanges changes, List<Loss> losses) {
    memory.commit(cursor, changes, losses);
  }

  @Override
  public Cursor durable() {
    return memory.durable();
  }

  @Override
  public void sync() {
    memory.sync();
  }

  @Override
  public List<Loss> losses() {
    return memory.losses();
  }
}
