package io.millrace.web.operation;

import io.millrace.journal.Journal;
import io.millrace.journal.reader.ReaderRuntime;
import io.millrace.journal.reader.ReaderState;
import io.millrace.model.id.OrganisationId;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;

/** The journal and its readers. They are the server's, not one organisation's. */
public final class JournalRoutes {
  static final String TAG = "Operation";
  private static final Parameter<String> READER =
      Parameter.path("reader", ParameterType.text(1, 100), "The reader's name.");

  private final Journal journal;
  private final ReaderRuntime runtime;
  private final Resource server;

  /**
   * @param operator the organisation that runs the server
   */
  public JournalRoutes(Journal journal, ReaderRuntime runtime, OrganisationId operator) {
    this.journal = journal;
    this.runtime = runtime;
    server = new Resource.Server(Place.of(operator));
  }

  /** See; start a reader again. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/journal", "getJournal")
            .tag(TAG)
            .summary("How the journal and its readers do")
            .access(Access.to(Action.READ_SYSTEM, _ -> server))
            .answers(Answer.json(JournalView.class, "Counts are since the start."))
            .handledBy(
                _ ->
                    Reply.ok(
                        JournalView.of(
                            journal.statistics(), journal.durability(), runtime.statistics()))),
        Route.post("/api/v1/journal/readers/{reader}/restart", "restartReader")
            .tag(TAG)
            .summary("Start a reader again that failed for good")
            .access(Access.to(Action.ADMINISTER_SERVER, _ -> server))
            .with(READER)
            .answers(Answer.noContent("It goes on where it stood."))
            .fails(WebError.STATE_CONFLICT)
            .handledBy(this::restart));
  }

  private Reply restart(ApiRequest request) {
    String name = request.get(READER);
    ReaderState state =
        runtime.statistics().stream()
            .filter(reader -> reader.name().equals(name))
            .findAny()
            .orElseThrow(() -> WebException.unknown("reader"))
            .state();
    if (state != ReaderState.FAILED) {
      throw new WebException(
          WebError.STATE_CONFLICT,
          "The reader " + name + " is " + state + "; only a failed one is started again.");
    }
    runtime.restart(name);
    return Reply.noContent();
  }
}
