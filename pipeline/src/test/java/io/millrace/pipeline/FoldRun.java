package io.millrace.pipeline;

import io.millrace.journal.Block;
import io.millrace.journal.Cursor;
import io.millrace.journal.Lane;
import io.millrace.journal.memory.MemoryReaderStore;
import io.millrace.journal.reader.Fold;
import io.millrace.journal.reader.StateChanges;
import io.millrace.journal.reader.StateReader;
import io.millrace.pipeline.decode.DecodedItem;
import java.util.List;

/** Runs a fold over a plant's journal without a runtime: from its last commit to the end. */
public final class FoldRun<S> {
  private final Plant plant;
  private final Fold<S, DecodedItem> fold;
  private final Lane[] lanes;
  private final MemoryReaderStore store = new MemoryReaderStore();
  private Cursor cursor = Cursor.START;
  private S state;

  public FoldRun(Plant plant, Fold<S, DecodedItem> fold, Lane... lanes) {
    this.plant = plant;
    this.fold = fold;
    this.lanes = lanes;
    state = fold.restore(store.state());
  }

  /** Folds what came since the last call. */
  public void run() {
    plant.blocks(lanes).forEach(this::apply);
  }

  /** Folds the context lane to its end, and then the others. */
  public void runContextFirst() {
    for (Lane lane : new Lane[] {Lane.CONTEXT, Lane.LIVE, Lane.BULK}) {
      plant.blocks(lane).forEach(this::apply);
    }
  }

  private void apply(Block block) {
    if (block.firstOffset() >= cursor.next(block.partition())) {
      try {
        state = fold.apply(state, plant.decoder.decode(block));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      cursor = cursor.with(block.partition(), block.nextOffset());
    }
  }

  /** Commits state and cursor. */
  public void commit() {
    StateChanges changes = new StateChanges();
    fold.save(state, changes);
    store.commit(cursor, changes, List.of());
  }

  /** The process dies and starts again: what was not committed is folded again. */
  public void crash() {
    cursor = store.committed();
    state = fold.restore(store.state());
  }

  /** What was committed. */
  public StateReader stored() {
    return store.state();
  }

  public S state() {
    return state;
  }
}
