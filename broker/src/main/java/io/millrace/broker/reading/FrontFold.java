package io.millrace.broker.reading;

import io.millrace.broker.state.StatePart;
import io.millrace.journal.Block;
import io.millrace.journal.Loss;
import io.millrace.journal.reader.Fold;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import java.util.List;

/** The parts of the durable state as one fold, with one cursor. */
record FrontFold(List<StatePart> parts) implements Fold<List<StatePart>, Block> {
  @Override
  public List<StatePart> restore(StateReader stored) {
    parts.forEach(part -> part.restore(stored));
    return parts;
  }

  @Override
  public List<StatePart> apply(List<StatePart> state, Block block) {
    state.forEach(part -> part.apply(block));
    return state;
  }

  @Override
  public List<StatePart> lost(List<StatePart> state, Loss loss) {
    state.forEach(part -> part.lost(loss));
    return state;
  }

  @Override
  public void save(List<StatePart> state, StateWriter writes) {
    state.forEach(part -> part.save(writes));
  }
}
