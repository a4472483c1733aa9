package io.millrace.connectors.http.support;

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
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A journal whose every append fails in one way; all else is that of another. */
public record FailingJournal(Journal other, JournalError error) implements Journal {
  @Override
  public CompletableFuture<Cursor> append(RecordBatch batch) {
    return CompletableFuture.failedFuture(
        new JournalException(error, "The journal fails, for the test."));
  }

  @Override
  public List<Integer> partitions(Lane lane) {
    return other.partitions(lane);
  }

  @Override
  public Cursor durableEnd() {
    return other.durableEnd();
  }

  @Override
  public Cursor oldest() {
    return other.oldest();
  }

  @Override
  public BlockReader read(List<Integer> partitions, Cursor from, RecordFilter filter) {
    return other.read(partitions, from, filter);
  }

  @Override
  public ReaderRegistration register(
      String reader, List<Integer> partitions, LagPolicy policy, Cursor committed) {
    return other.register(reader, partitions, policy, committed);
  }

  @Override
  public void forget(String reader) {
    other.forget(reader);
  }

  @Override
  public Lag lag(List<Integer> partitions, Cursor from) {
    return other.lag(partitions, from);
  }

  @Override
  public JournalStatistics statistics() {
    return other.statistics();
  }

  @Override
  public Durability durability() {
    return other.durability();
  }

  @Override
  public void close() {
    other.close();
  }
}
