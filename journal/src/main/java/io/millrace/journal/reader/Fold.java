package io.millrace.journal.reader;

import io.millrace.journal.Loss;

/**
 * What a reader does, as a pure fold {@code (state, batch) → (state, writes)} (law 6). It knows no
 * time but that in the batch, starts no thread, and touches nothing outside its state, so that a
 * replay gives the same again.
 *
 * <p>The state may be a mutable object that the fold changes and returns; the runtime uses one at a
 * time. After a failure, whether of the fold or of the store, the runtime throws the state away and
 * {@linkplain #restore restores} what was committed. Writes are asked for once per commit rather
 * than per batch, so that a value that changed a thousand times is written once.
 *
 * @param <S> the state in memory
 * @param <I> what one batch is
 */
public interface Fold<S, I> {
  /** The state as it was committed; if nothing was, the first state. */
  S restore(StateReader stored);

  /** The state after a batch. */
  S apply(S state, I items);

  /** The state after being told that records are missing. */
  S lost(S state, Loss loss);

  /**
   * Hands over what changed since the last call, or since the state was restored. It is written
   * together with the cursor, or, if that fails, not at all.
   */
  void save(S state, StateWriter writes);
}
