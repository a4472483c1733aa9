package io.millrace.broker.intake;

import io.millrace.journal.Lane;
import io.millrace.journal.RecordBatch;
import java.util.ArrayList;
import java.util.List;

/** What one event loop gathers for one append. */
final class Round {
  final RecordBatch records = new RecordBatch(Lane.LIVE);
  final List<PendingAcks> connections = new ArrayList<>();
  final List<DurableAction> actions = new ArrayList<>();
  int bytes;

  boolean isEmpty() {
    return records.size() == 0 && connections.isEmpty() && actions.isEmpty();
  }
}
