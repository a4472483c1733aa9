package io.millrace.journal.rocksdb;

import io.millrace.journal.JournalException;
import io.millrace.journal.Lane;
import java.util.List;

/** The queue of each lane, in the order in which a round takes from them. */
final class AppendQueues {
  private final AppendQueue context;
  private final AppendQueue live;
  private final AppendQueue bulk;

  AppendQueues(RocksDbJournalSettings settings) {
    context = queue(Lane.CONTEXT, settings);
    live = queue(Lane.LIVE, settings);
    bulk = queue(Lane.BULK, settings);
  }

  private static AppendQueue queue(Lane lane, RocksDbJournalSettings settings) {
    return new AppendQueue(lane, settings.maxWaitingBytes(), settings.maxWaitingRecords());
  }

  AppendQueue of(Lane lane) {
    return switch (lane) {
      case LIVE -> live;
      case BULK -> bulk;
      case CONTEXT -> context;
    };
  }

  /** Context first: what follows it in the same round was taken in after it. */
  List<AppendQueue> inOrder() {
    return List.of(context, live, bulk);
  }

  /** Memory of all that the writer has not taken yet. */
  long queuedWeight() {
    return context.queuedWeight() + live.queuedWeight() + bulk.queuedWeight();
  }

  /** Answers an append with a failure. */
  void fail(PendingAppend append, JournalException why) {
    of(append.batch.lane()).failed(append);
    append.completeExceptionally(why);
  }

  /** Answers everything that waits with a failure. */
  void failAll(JournalException why) {
    for (AppendQueue queue : inOrder()) {
      PendingAppend append;
      while ((append = queue.poll()) != null) {
        fail(append, why);
      }
    }
  }
}
