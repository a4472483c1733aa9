package io.millrace.journal.engine;

import io.millrace.journal.Admission;
import io.millrace.journal.Cursor;
import io.millrace.journal.JournalStatistics.ReaderLag;
import io.millrace.journal.Lag;
import io.millrace.journal.LagPolicy;
import io.millrace.journal.Lane;
import io.millrace.journal.ReaderRegistration;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The readers that a journal knows: how far each has come and what its policy asks for.
 * Thread-safe; progress is a volatile write.
 */
public final class RegisteredReaders {
  private final ConcurrentMap<String, Entry> readers = new ConcurrentSkipListMap<>();
  private final Runnable onProgress;

  /**
   * No reader yet.
   *
   * @param onProgress called after each progress, cheaply, on the reader's thread
   */
  public RegisteredReaders(Runnable onProgress) {
    this.onProgress = onProgress;
  }

  /** Makes a reader known that runs from now on; see {@link io.millrace.journal.Journal}. */
  public ReaderRegistration register(
      String name, List<Integer> partitions, LagPolicy policy, Cursor committed) {
    Entry entry = new Entry(name, List.copyOf(partitions), policy, committed, true);
    readers.put(name, entry);
    onProgress.run();
    return entry;
  }

  /** Makes a reader known that ran in an earlier process. */
  public void restore(String name, List<Integer> partitions, LagPolicy policy, Cursor committed) {
    readers.put(name, new Entry(name, List.copyOf(partitions), policy, committed, false));
  }

  /** Forgets a reader. */
  public void forget(String name) {
    readers.remove(name);
    onProgress.run();
  }

  /** The readers with what an engine stores of them. */
  public Stream<Known> known() {
    return readers.values().stream()
        .map(e -> new Known(e.name, e.partitions, e.policy, e.committed));
  }

  /**
   * A reader as an engine stores it.
   *
   * @param committed its committed cursor
   */
  public record Known(String name, List<Integer> partitions, LagPolicy policy, Cursor committed) {}

  /**
   * Whether a lane may be written.
   *
   * @param lagOf how far a cursor is behind in some partitions
   */
  public Admission admission(Lane lane, BiFunction<List<Integer>, Cursor, Lag> lagOf) {
    if (lane == Lane.CONTEXT) {
      return Admission.OPEN;
    }
    for (Entry entry : readers.values()) {
      if (entry.running
          && entry.policy instanceof LagPolicy.PushBack limits
          && lagOf.apply(entry.partitions, entry.applied).bytes()
              > (lane == Lane.BULK ? limits.slowBulkBytes() : limits.slowAllBytes())) {
        return Admission.HELD;
      }
    }
    return Admission.OPEN;
  }

  /**
   * The offset of a partition that retention may not pass, for the sake of readers that push back.
   */
  public long protectedFrom(int partition) {
    long from = Long.MAX_VALUE;
    for (Entry entry : readers.values()) {
      if (entry.policy instanceof LagPolicy.PushBack && entry.partitions.contains(partition)) {
        from = Math.min(from, entry.committed.next(partition));
      }
    }
    return from;
  }

  /** Every reader with its lag. */
  public List<ReaderLag> lags(BiFunction<List<Integer>, Cursor, Lag> lagOf) {
    return readers.values().stream()
        .map(
            e ->
                new ReaderLag(
                    e.name,
                    e.policy,
                    e.running,
                    e.committed,
                    lagOf.apply(e.partitions, e.running ? e.applied : e.committed)))
        .toList();
  }

  private final class Entry implements ReaderRegistration {
    private final String name;
    private final List<Integer> partitions;
    private final LagPolicy policy;
    private volatile Cursor applied;
    private volatile Cursor committed;
    private volatile boolean running;

    Entry(
        String name,
        List<Integer> partitions,
        LagPolicy policy,
        Cursor committed,
        boolean running) {
      this.name = name;
      this.partitions = partitions;
      this.policy = policy;
      this.applied = committed;
      this.committed = committed;
      this.running = running;
    }

    @Override
    public void progress(Cursor nowApplied, Cursor nowCommitted) {
      applied = nowApplied;
      committed = nowCommitted;
      onProgress.run();
    }

    @Override
    public void close() {
      running = false;
      onProgress.run();
    }
  }
}
