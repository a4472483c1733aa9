package io.millrace.broker.session;

import io.millrace.journal.Journal;
import io.millrace.journal.Lane;
import io.millrace.journal.RecordBatch;
import io.millrace.model.time.NanoClock;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done once with the sessions that the journal tells of, before anybody connects. */
public final class StoredSessions {
  private static final Logger LOG = LoggerFactory.getLogger(StoredSessions.class);
  private static final long PATIENCE_S = 10;

  private final Collection<StoredSession> sessions;

  /** Looks at the sessions of a fold that has caught up. */
  public StoredSessions(Collection<StoredSession> sessions) {
    this.sessions = sessions;
  }

  /** The greatest connection epoch that any of them knows; 0 if there is none. */
  public long greatestEpoch() {
    return sessions.stream().mapToLong(each -> each.origin().connectionEpoch()).max().orElse(0);
  }

  /**
   * Connections that were open when the process died count as closed now; that is a fact, so it is
   * journaled. If the journal has no room now they are closed in memory only, and again next time.
   */
  public void closeOpen(Journal journal, NanoClock clock) throws InterruptedException {
    RecordBatch batch = new RecordBatch(Lane.LIVE);
    for (StoredSession session : sessions) {
      if (session.isOpen()) {
        SessionFact closed = new SessionFact.Closed(session.expiryS());
        batch.add(
            session.origin(),
            SessionFact.CHANNEL,
            clock.nowNs(),
            closed.kind().flag(),
            closed.encode());
      }
    }
    if (batch.size() == 0) {
      return;
    }
    try {
      journal.append(batch).get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The end of {} connections could not be journaled.", batch.size(), e);
    }
  }
}
