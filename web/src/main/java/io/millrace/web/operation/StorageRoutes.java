package io.millrace.web.operation;

import io.millrace.history.History;
import io.millrace.history.HistoryStatistics;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalStatistics;
import io.millrace.journal.Lane;
import io.millrace.model.id.OrganisationId;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;

/** What the server's data takes. */
public final class StorageRoutes {
  private final Journal journal;
  private final History history;
  private final Resource server;

  /**
   * @param operator the organisation that runs the server
   */
  public StorageRoutes(Journal journal, History history, OrganisationId operator) {
    this.journal = journal;
    this.history = history;
    server = new Resource.Server(Place.of(operator));
  }

  /** One route. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/storage", "getStorage")
            .tag(JournalRoutes.TAG)
            .summary("What the server's data takes")
            .access(Access.to(Action.READ_SYSTEM, _ -> server))
            .answers(Answer.json(StorageView.class, "Sizes."))
            .handledBy(_ -> Reply.ok(view())));
  }

  private StorageView view() {
    JournalStatistics raw = journal.statistics();
    HistoryStatistics stored = history.statistics();
    long bytes = 0;
    long messages = 0;
    for (JournalStatistics.LaneStatistics lane : raw.lanes()) {
      if (lane.lane() != Lane.CONTEXT) {
        bytes += lane.keptBytes();
        messages += lane.keptRecords();
      }
    }
    return new StorageView(
        raw.log().diskBytes(),
        bytes,
        messages,
        stored.diskBytes(),
        stored.memtableBytes(),
        stored.points(),
        stored.damagedRows());
  }
}
