package io.millrace.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The durable log. Thread-safe: any thread may append, each reader is its own.
 *
 * <p>What it promises: an append's future completes only after the records are as durable as {@link
 * #durability()} declares; readers see nothing beyond that; positions are never reused; order holds
 * within a source. What it does not promise, so that a distributed engine can keep the port: order
 * between sources, offsets without holes, an exact lag.
 */
public interface Journal extends AutoCloseable {
  /**
   * Takes over the batch and makes it durable together with whatever else is waiting.
   *
   * <p>Never blocks. The future completes with a cursor that covers all records of the batch; it
   * completes on a thread of the journal, so hand long work elsewhere. It fails with a {@link
   * JournalException}, and then nothing was acknowledged: {@link JournalError#JOURNAL_BUSY}, {@link
   * JournalError#JOURNAL_DISK_FULL}, {@link JournalError#JOURNAL_STORAGE_FAILED}, {@link
   * JournalError#JOURNAL_RECORD_TOO_LARGE} or {@link JournalError#JOURNAL_CLOSED}.
   */
  CompletableFuture<Cursor> append(RecordBatch batch);

  /** The partitions of a lane; their number never changes. */
  List<Integer> partitions(Lane lane);

  /** The cursor after the last durable record of every partition. */
  Cursor durableEnd();

  /** The cursor at the oldest record that is still there. */
  Cursor oldest();

  /**
   * Reads partitions from a cursor on.
   *
   * @param partitions those to read; between them no order is promised
   * @param from where to begin; if it was overtaken or lies beyond the end, the first item is a
   *     {@link Loss}
   */
  BlockReader read(List<Integer> partitions, Cursor from, RecordFilter filter);

  /**
   * Makes a reader known, so that its lag is shown and its policy holds. The name and the committed
   * cursor outlive the process: records that a reader with {@link LagPolicy.PushBack} has not
   * committed are kept until it is forgotten. (A distributed engine may be unable to promise that;
   * its reader is told by a {@link Loss} instead.)
   *
   * @param reader a stable name; registering it again replaces what was known
   * @param partitions those that it reads
   * @param committed the cursor that its own store holds
   */
  ReaderRegistration register(
      String reader, List<Integer> partitions, LagPolicy policy, Cursor committed);

  /** Ends the protection of a reader that will not come back. */
  void forget(String reader);

  /** How far a cursor is behind the durable end of some partitions. */
  Lag lag(List<Integer> partitions, Cursor from);

  /** What the journal counts. */
  JournalStatistics statistics();

  /** What an acknowledgement of this engine stands for. */
  Durability durability();

  @Override
  void close();
}
