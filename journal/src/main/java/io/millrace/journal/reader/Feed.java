package io.millrace.journal.reader;

import io.millrace.journal.Cursor;

/**
 * Where a reader's batches come from. Thread-safe.
 *
 * @param <I> what one batch is: a block of the journal, samples decoded from it
 */
public interface Feed<I> {
  /** Begins to read at a cursor, which is one of an earlier {@link Fed#next} or the start. */
  FeedReader<I> open(Cursor from);
}
