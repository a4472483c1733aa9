package io.millrace.history;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.SourceCounters;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** What is committed together with the rows: the reader's cursor, and the counts of sources. */
final class HistoryState {
  private static final int FORMAT = 1;

  private HistoryState() {}

  static byte[] encode(byte[] cursor, SourceCounters counters) {
    byte[] counts = counters.encode();
    return ByteBuffer.allocate(1 + Integer.BYTES + cursor.length + counts.length)
        .put((byte) FORMAT)
        .putInt(cursor.length)
        .put(cursor)
        .put(counts)
        .array();
  }

  /** The cursor; the counts go into {@code counters}. An empty state has an empty cursor. */
  static byte[] decode(byte[] state, SourceCounters counters) {
    if (state.length == 0) {
      return state;
    }
    try {
      ByteBuffer in = ByteBuffer.wrap(state);
      int format = in.get();
      int length = in.getInt();
      if (format != FORMAT || length < 0 || length > in.remaining()) {
        throw damaged();
      }
      byte[] cursor = new byte[length];
      in.get(cursor);
      byte[] counts = new byte[in.remaining()];
      in.get(counts);
      counters.decode(counts);
      return cursor;
    } catch (BufferUnderflowException e) {
      throw damaged();
    }
  }

  private static HistoryException damaged() {
    return new HistoryException(
        HistoryError.HISTORY_CHUNK_DAMAGED,
        "The state of history is not in a form that this version writes.");
  }
}
