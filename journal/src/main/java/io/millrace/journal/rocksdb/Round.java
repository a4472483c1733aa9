package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.journal.Cursor;
import java.util.ArrayList;
import java.util.List;

/** What the writer has written at once and the syncer makes durable. */
final class Round {
  final List<PendingAppend> appends = new ArrayList<>();
  final List<Block> blocks = new ArrayList<>();

  /** The cursor that an append's future gets. */
  static Cursor end(PendingAppend append, int partition) {
    return append.batch.size() == 0
        ? Cursor.START
        : Cursor.START.with(partition, append.nextOffset);
  }
}
