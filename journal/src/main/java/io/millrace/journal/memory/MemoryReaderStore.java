package io.millrace.journal.memory;

import io.millrace.journal.Cursor;
import io.millrace.journal.Loss;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.journal.reader.StateChanges;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A reader's state in memory, with the weakness of a store that does not fsync each commit: {@link
 * #powerCut} takes it back to the last sync. Thread-safe.
 */
public final class MemoryReaderStore implements ReaderStore {
  private static final int MOST_LOSSES = 1_000;

  private record Snapshot(Cursor cursor, NavigableMap<byte[], byte[]> state, List<Loss> losses) {
    static final Snapshot EMPTY =
        new Snapshot(Cursor.START, new TreeMap<>(Arrays::compareUnsigned), List.of());
  }

  private volatile Snapshot committed = Snapshot.EMPTY;
  private volatile Snapshot durable = Snapshot.EMPTY;

  @Override
  public Cursor committed() {
    return committed.cursor;
  }

  @Override
  public StateReader state() {
    return new SnapshotReader(committed.state);
  }

  @Override
  public synchronized void commit(Cursor cursor, StateChanges changes, List<Loss> losses) {
    NavigableMap<byte[], byte[]> state = new TreeMap<>(committed.state);
    changes.writeTo(
        new StateWriter() {
          @Override
          public void put(byte[] key, byte[] value) {
            state.put(key, value);
          }

          @Override
          public void delete(byte[] key) {
            state.remove(key);
          }
        });
    List<Loss> all = new ArrayList<>(committed.losses);
    all.addAll(losses);
    committed =
        new Snapshot(
            cursor,
            state,
            List.copyOf(all.subList(Math.max(0, all.size() - MOST_LOSSES), all.size())));
  }

  @Override
  public Cursor durable() {
    return durable.cursor;
  }

  @Override
  public synchronized void sync() {
    durable = committed;
  }

  @Override
  public List<Loss> losses() {
    return committed.losses;
  }

  /** What was committed since the last sync is gone. */
  public synchronized void powerCut() {
    committed = durable;
  }

  private record SnapshotReader(NavigableMap<byte[], byte[]> state) implements StateReader {
    @Override
    public byte @Nullable [] get(byte[] key) {
      return state.get(key);
    }

    @Override
    public void scan(byte[] prefix, BiConsumer<byte[], byte[]> each) {
      state
          .tailMap(prefix, true)
          .forEach(
              (key, value) -> {
                if (key.length >= prefix.length
                    && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
                  each.accept(key, value);
                }
              });
    }
  }
}
