package io.millrace.broker.intake;

import io.millrace.journal.Lane;
import io.millrace.journal.RecordBatch;
import java.util.ArrayList;
import java.util.List;

/** What one event loop gathers for one append. */
final class Round {
  /** What the first round has room for; the next ones have room for a little more than the last. */
  private static final int FIRST_RECORDS = 16;

  private static final int FIRST_PAYLOAD_BYTES = 2 * 1024;

  final RecordBatch records;
  final List<PendingAcks> connections = new ArrayList<>();
  final List<DurableAction> actions = new ArrayList<>();
  int bytes;

  /** A round that nothing is known of. */
  Round() {
    this(new RecordBatch(Lane.LIVE, FIRST_RECORDS, FIRST_PAYLOAD_BYTES));
  }

  private Round(RecordBatch records) {
    this.records = records;
  }

  /** The round after this one, which is probably as large: so that nothing is copied in growing. */
  Round next() {
    int size = Math.max(FIRST_RECORDS, records.size());
    int payloadBytes = Math.max(FIRST_PAYLOAD_BYTES, records.payloadBytes());
    return new Round(new RecordBatch(Lane.LIVE, size + size / 4, payloadBytes + payloadBytes / 4));
  }

  boolean isEmpty() {
    return records.size() == 0 && connections.isEmpty() && actions.isEmpty();
  }
}
