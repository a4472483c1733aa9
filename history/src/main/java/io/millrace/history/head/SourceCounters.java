package io.millrace.history.head;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.model.id.SourceId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many samples of each source met which fate (law 10). One thread counts; any thread may read.
 */
public final class SourceCounters {
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int FATES = Fate.COUNT;
  private static final int INITIAL_SOURCES = 64;

  private final ConcurrentHashMap<SourceId, Integer> handles = new ConcurrentHashMap<>();
  private volatile SourceId[] sources = new SourceId[INITIAL_SOURCES];
  private volatile long[] counts = new long[INITIAL_SOURCES * FATES];
  private int size;

  /** A small number for the source, valid in this process. Thread-safe. */
  public int handleOf(SourceId source) {
    Integer known = handles.get(source);
    return known != null ? known : add(source);
  }

  private synchronized int add(SourceId source) {
    Integer known = handles.get(source);
    if (known != null) {
      return known;
    }
    int handle = size;
    SourceId[] current = sources;
    if (handle == current.length) {
      current = Arrays.copyOf(current, 2 * handle);
    }
    current[handle] = source;
    sources = current;
    size = handle + 1;
    handles.put(source, handle);
    return handle;
  }

  /** Counts; for the writer's thread. */
  public void add(int source, Fate fate, long more) {
    add(source, fate.code(), more);
  }

  private void add(int source, int fate, long more) {
    long[] current = counts;
    int at = source * FATES + fate;
    if (at >= current.length) {
      current = Arrays.copyOf(current, Math.max(2 * current.length, (source + 1) * FATES));
      counts = current;
    }
    LONGS.setOpaque(current, at, current[at] + more);
  }

  /** The count so far. */
  public long count(int source, Fate fate) {
    return count(source, fate.code());
  }

  private long count(int source, int fate) {
    long[] current = counts;
    int at = source * FATES + fate;
    return at < current.length ? (long) LONGS.getOpaque(current, at) : 0;
  }

  /** How many sources there are; all handles are below. */
  public synchronized int size() {
    return size;
  }

  /** The source of a handle. */
  public SourceId sourceOf(int handle) {
    return sources[handle];
  }

  /** Count of sources, then for each its id and its counts in the order of {@link Fate}. */
  public byte[] encode() {
    int total = size();
    ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + total * (2 + FATES) * Long.BYTES);
    out.putInt(total);
    for (int s = 0; s < total; s++) {
      SourceId source = sources[s];
      out.putLong(source.value().getMostSignificantBits());
      out.putLong(source.value().getLeastSignificantBits());
      for (int fate = 0; fate < FATES; fate++) {
        out.putLong(count(s, fate));
      }
    }
    return out.array();
  }

  /** Takes over what {@link #encode} wrote. */
  public void decode(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      int total = in.getInt();
      if (total < 0 || in.remaining() != (long) total * (2 + FATES) * Long.BYTES) {
        throw damaged();
      }
      for (int s = 0; s < total; s++) {
        SourceId source = new SourceId(new UUID(in.getLong(), in.getLong()));
        int handle = handleOf(source);
        for (int fate = 0; fate < FATES; fate++) {
          add(handle, fate, in.getLong());
        }
      }
    } catch (BufferUnderflowException e) {
      throw damaged();
    }
  }

  private static HistoryException damaged() {
    return new HistoryException(
        HistoryError.HISTORY_CHUNK_DAMAGED, "The stored counts of sources cannot be read.");
  }
}
