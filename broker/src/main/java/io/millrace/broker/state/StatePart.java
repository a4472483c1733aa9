package io.millrace.broker.state;

import io.millrace.journal.Block;
import io.millrace.journal.Loss;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;

/**
 * A part of the broker's durable state with keys of its own, as a pure fold over the journal's live
 * lane (law 6). Confined to the reading thread.
 */
public interface StatePart {
  /** Forgets everything and takes what was committed. */
  void restore(StateReader stored);

  /** Folds a block. */
  void apply(Block block);

  /** Records are missing. */
  void lost(Loss loss);

  /** Hands over what changed since the last call or since restoring. */
  void save(StateWriter writes);
}
