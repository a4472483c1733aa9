package io.millrace.journal.rocksdb;

import io.millrace.journal.Cursor;
import io.millrace.journal.RecordBatch;
import java.util.concurrent.CompletableFuture;

/** An append on its way: the batch, and the future that its caller holds. */
final class PendingAppend extends CompletableFuture<Cursor> {
  /** What a record costs in memory beside its payload, roughly. */
  static final int RECORD_BYTES = 40;

  final RecordBatch batch;
  final long weight;
  final long enqueuedNs;
  long nextOffset;

  /**
   * An append.
   *
   * @param enqueuedNs monotonic time
   */
  PendingAppend(RecordBatch batch, long enqueuedNs) {
    this.batch = batch;
    this.weight = batch.payloadBytes() + (long) RECORD_BYTES * batch.size();
    this.enqueuedNs = enqueuedNs;
  }
}
