package io.millrace.journal.reader;

import io.millrace.journal.Cursor;
import io.millrace.journal.Loss;
import java.util.List;

/**
 * Where one reader's state and cursor are kept, always changed in one write. A reader that has a
 * database of its own implements this over it (history commits its checkpoint here, and its fold
 * saves nothing). Called by one thread at a time, but for {@link #committed}, {@link #durable} and
 * {@link #losses}.
 */
public interface ReaderStore {
  /** The cursor of the last commit; the start if there was none. */
  Cursor committed();

  /** The state of the last commit. */
  StateReader state();

  /**
   * Writes state and cursor, all or nothing. May return before it is done; {@link #committed}
   * tells.
   *
   * @param losses losses that the reader was told of since the last commit
   */
  void commit(Cursor cursor, StateChanges changes, List<Loss> losses);

  /**
   * The cursor that a power cut would leave; retention goes by it. At most {@link #committed}: a
   * store need not fsync each commit, since the records behind its durable cursor are still in the
   * journal and folding them again gives the same.
   */
  Cursor durable();

  /** Makes the last commit durable. */
  void sync();

  /** The newest losses that were committed, oldest first; bounded. */
  List<Loss> losses();
}
