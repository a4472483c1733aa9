package io.millrace.journal.reader;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of one reader's state, in order, on their way into a store. */
public final class StateChanges implements StateWriter {
  private final List<byte[]> keys = new ArrayList<>();
  private final List<byte @Nullable []> values = new ArrayList<>();

  @Override
  public void put(byte[] key, byte[] value) {
    keys.add(key);
    values.add(value);
  }

  @Override
  public void delete(byte[] key) {
    keys.add(key);
    values.add(null);
  }

  /** Hands the changes on, in order. */
  public void writeTo(StateWriter writer) {
    for (int i = 0; i < keys.size(); i++) {
      byte[] value = values.get(i);
      if (value == null) {
        writer.delete(keys.get(i));
      } else {
        writer.put(keys.get(i), value);
      }
    }
  }

  /** How many changes there are. */
  public int size() {
    return keys.size();
  }
}
