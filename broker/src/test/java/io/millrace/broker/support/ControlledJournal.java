package io.millrace.broker.support;

import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Durability;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalStatistics;
import io.millrace.journal.Lag;
import io.millrace.journal.LagPolicy;
import io.millrace.journal.Lane;
import io.millrace.journal.ReaderRegistration;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.memory.MemoryJournal;
import io.millrace.journal.memory.MemoryJournalSettings;
import io.millrace.journal.memory.MemoryLog;
import io.millrace.model.time.NanoClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The weak engine with its hand on durability: appends can be held back, let through one by one,
 * and made to fail. Opened again on the same log, it is what a crash left.
 */
public final class ControlledJournal implements Journal {
  private final MemoryJournal journal;
  private final Deque<JournalError> failures = new ArrayDeque<>();
  private boolean holding;
  private int appends;
  private @Nullable JournalError failing;

  /** Opens a log. */
  public ControlledJournal(MemoryLog log, NanoClock clock) {
    journal = new MemoryJournal(log, clock, new Random(7));
  }

  /** A log with several partitions and holes whose appends become durable one by one. */
  public static MemoryLog newLog() {
    return new MemoryLog(MemoryJournalSettings.DEFAULT.committedByHand());
  }

  @Override
  public CompletableFuture<Cursor> append(RecordBatch batch) {
    CompletableFuture<Cursor> appended;
    boolean commit;
    synchronized (this) {
      appends++;
      JournalError failure = failures.isEmpty() ? failing : failures.remove();
      if (failure != null) {
        return CompletableFuture.failedFuture(
            new JournalException(failure, "The test lets this append fail."));
      }
      appended = journal.append(batch);
      commit = !holding;
    }
    if (commit) {
      journal.commitNext();
    }
    return appended;
  }

  /** From now on appends wait for {@link #letThrough} or {@link #release}. */
  public synchronized void hold() {
    holding = true;
  }

  /** Makes the oldest held append durable; whether there was one. */
  public boolean letThrough() {
    return journal.commitNext();
  }

  /** Makes all held appends durable, and from now on each at once. */
  public void release() {
    synchronized (this) {
      holding = false;
    }
    while (journal.commitNext()) {
      // Until none is held.
    }
  }

  /** The next appends fail, one with each of these. */
  public synchronized void failNext(JournalError... errors) {
    failures.addAll(List.of(errors));
  }

  /** All appends fail until {@link #heal}. */
  public synchronized void failAll(JournalError error) {
    failing = error;
  }

  /** Appends succeed again. */
  public synchronized void heal() {
    failing = null;
  }

  /** How many appends there were, also those that failed. */
  public synchronized int appends() {
    return appends;
  }

  /** Dies with the process: what was held may or may not survive. */
  public void crash(Random random) {
    heal();
    journal.crash(random);
  }

  /** The weak engine itself, to damage it. */
  public MemoryJournal engine() {
    return journal;
  }

  @Override
  public List<Integer> partitions(Lane lane) {
    return journal.partitions(lane);
  }

  @Override
  public Cursor durableEnd() {
    return journal.durableEnd();
  }

  @Override
  public Cursor oldest() {
    return journal.oldest();
  }

  @Override
  public BlockReader read(List<Integer> partitions, Cursor from, RecordFilter filter) {
    return journal.read(partitions, from, filter);
  }

  @Override
  public ReaderRegistration register(
      String reader, List<Integer> partitions, LagPolicy policy, Cursor committed) {
    return journal.register(reader, partitions, policy, committed);
  }

  @Override
  public void forget(String reader) {
    journal.forget(reader);
  }

  @Override
  public Lag lag(List<Integer> partitions, Cursor from) {
    return journal.lag(partitions, from);
  }

  @Override
  public JournalStatistics statistics() {
    return journal.statistics();
  }

  @Override
  public Durability durability() {
    return journal.durability();
  }

  @Override
  public void close() {
    journal.close();
  }
}
