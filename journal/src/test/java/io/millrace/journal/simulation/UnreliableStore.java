package io.millrace.journal.simulation;

import io.millrace.journal.Cursor;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.Loss;
import io.millrace.journal.memory.MemoryReaderStore;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.journal.reader.StateChanges;
import io.millrace.journal.reader.StateReader;
import java.util.List;
import java.util.Random;

/** A store that now and then refuses to commit, before or after it has. */
final class UnreliableStore implements ReaderStore {
  private final MemoryReaderStore store;
  private final Random random;
  private final int oneFailureIn;

  UnreliableStore(MemoryReaderStore store, Random random, int oneFailureIn) {
    this.store = store;
    this.random = random;
    this.oneFailureIn = oneFailureIn;
  }

  @Override
  public Cursor committed() {
    return store.committed();
  }

  @Override
  public StateReader state() {
    return store.state();
  }

  @Override
  public void commit(Cursor cursor, StateChanges changes, List<Loss> losses) {
    mayFail();
    store.commit(cursor, changes, losses);
    mayFail();
  }

  private void mayFail() {
    if (oneFailureIn > 0 && random.nextInt(oneFailureIn) == 0) {
      throw new JournalException(JournalError.JOURNAL_STORAGE_FAILED, "The store fails.");
    }
  }

  @Override
  public Cursor durable() {
    return store.durable();
  }

  @Override
  public void sync() {
    mayFail();
    store.sync();
  }

  @Override
  public List<Loss> losses() {
    return store.losses();
  }
}
