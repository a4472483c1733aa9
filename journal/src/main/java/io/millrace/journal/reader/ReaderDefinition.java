package io.millrace.journal.reader;

import io.millrace.journal.LagPolicy;
import java.util.List;

/**
 * A reader as the runtime runs it.
 *
 * @param name stable: its state and its protection from retention go by it
 * @param partitions the journal's partitions that its feed reads, for lag and retention
 * @param policy what happens when it lags
 * @param store where its state is; neither opened nor closed by the runtime
 */
public record ReaderDefinition<S, I>(
    String name,
    List<Integer> partitions,
    LagPolicy policy,
    Feed<I> feed,
    Fold<S, I> fold,
    ReaderStore store,
    ReaderSettings settings) {
  public ReaderDefinition {
    partitions = List.copyOf(partitions);
    if (name.isBlank()) {
      throw new IllegalArgumentException("A reader has a name.");
    }
  }
}
