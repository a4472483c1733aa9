package io.millrace.journal.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.Block;
import io.millrace.journal.Loss;
import io.millrace.journal.contract.Records;
import io.millrace.journal.contract.Records.Read;
import io.millrace.journal.reader.Fold;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes down, per source, every record in the order in which it came, and every loss. Mutable and
 * only half changed when it fails, as a careless fold would be.
 */
final class HistoryFold implements Fold<HistoryFold.State, Block> {
  /** What was folded. */
  static final class State {
    final Map<String, String> entries = new TreeMap<>();
    private final Set<String> changed = new HashSet<>();

    void append(String key, String text) {
      entries.merge(key, text + "\n", String::concat);
      changed.add(key);
    }
  }

  private final Random random;
  private final int oneFailureIn;

  /** Every record that any fold has seen, by position. */
  final Map<String, String> seen;

  HistoryFold(Random random, int oneFailureIn, Map<String, String> seen) {
    this.random = random;
    this.oneFailureIn = oneFailureIn;
    this.seen = seen;
  }

  @Override
  public State restore(StateReader stored) {
    State state = new State();
    stored.scan(
        new byte[0],
        (key, value) -> state.entries.put(new String(key, UTF_8), new String(value, UTF_8)));
    return state;
  }

  @Override
  public State apply(State state, Block block) {
    for (Read read : Records.records(block)) {
      seen.put(read.partition() + "/" + read.offset(), read.payload());
      state.append(source(read), position(read));
      if (oneFailureIn > 0 && random.nextInt(oneFailureIn) == 0) {
        throw new IllegalStateException("The fold fails in the middle of a block.");
      }
    }
    return state;
  }

  static String source(Read read) {
    return "source " + read.partition() + " " + read.origin().principal();
  }

  static String position(Read read) {
    return read.offset() + " " + read.payload();
  }

  @Override
  public State lost(State state, Loss loss) {
    state.append(
        "losses " + loss.partition(),
        loss.reason() + " " + loss.fromOffset() + " " + loss.nextOffset());
    return state;
  }

  @Override
  public void save(State state, StateWriter writes) {
    for (String key : state.changed) {
      writes.put(key.getBytes(UTF_8), state.entries.getOrDefault(key, "").getBytes(UTF_8));
    }
    state.changed.clear();
  }
}
