package io.millrace.broker.support;

import io.millrace.journal.Cursor;
import io.millrace.journal.Loss;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.journal.reader.StateChanges;
import io.millrace.journal.reader.StateReader;
import java.util.List;

/** A process's way to its store: when the process is dead nothing goes through any more. */
final class MortalStore implements ReaderStore {
  private final ReaderStore store;
  private volatile boolean dead;

  MortalStore(ReaderStore store) {
    this.store = store;
  }

  void die() {
    dead = true;
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
    if (!dead) {
      store.commit(cursor, changes, losses);
    }
  }

  @Override
  public Cursor durable() {
    return store.durable();
  }

  @Override
  public void sync() {
    if (!dead) {
      store.sync();
    }
  }

  @Override
  public List<Loss> losses() {
    return store.losses();
  }
}
