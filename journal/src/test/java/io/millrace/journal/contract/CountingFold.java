package io.millrace.journal.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.Block;
import io.millrace.journal.Loss;
import io.millrace.journal.contract.CountingFold.Counts;
import io.millrace.journal.reader.Fold;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import java.nio.ByteBuffer;

/** The smallest useful fold: counts records and losses. */
public class CountingFold implements Fold<Counts, Block> {
  private static final byte[] KEY = "counts".getBytes(UTF_8);

  /** The state. */
  public record Counts(long total, long losses) {}

  @Override
  public Counts restore(StateReader stored) {
    byte[] value = stored.get(KEY);
    if (value == null) {
      return new Counts(0, 0);
    }
    ByteBuffer in = ByteBuffer.wrap(value);
    return new Counts(in.getLong(), in.getLong());
  }

  @Override
  public Counts apply(Counts state, Block block) {
    return new Counts(state.total + block.size(), state.losses);
  }

  @Override
  public Counts lost(Counts state, Loss loss) {
    return new Counts(state.total, state.losses + 1);
  }

  @Override
  public void save(Counts state, StateWriter writes) {
    writes.put(KEY, ByteBuffer.allocate(16).putLong(state.total).putLong(state.losses).array());
  }

  /** What a store holds of it. */
  public static Counts stored(ReaderStore store) {
    return new CountingFold().restore(store.state());
  }
}
