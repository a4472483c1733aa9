package io.millrace.history.chunk;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;

/** Makes the exception that says that stored bytes are not in our form. */
final class Damage {
  private Damage() {}

  static HistoryException of(String what) {
    return new HistoryException(
        HistoryError.HISTORY_CHUNK_DAMAGED, "Stored samples cannot be read: " + what + ".");
  }
}
