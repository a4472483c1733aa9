package io.millrace.journal.reader;

import io.millrace.journal.Cursor;
import io.millrace.journal.Loss;

/**
 * What a feed yields.
 *
 * @param <I> what one batch is
 */
public sealed interface Fed<I> {
  /** The cursor after it. */
  Cursor next();

  /**
   * A batch.
   *
   * @param items the batch
   * @param records how many journal records it stands for
   * @param bytes payload bytes of these
   */
  record Items<I>(I items, Cursor next, long records, long bytes) implements Fed<I> {}

  /** Records that are not there. */
  record Missing<I>(Loss loss, Cursor next) implements Fed<I> {}
}
