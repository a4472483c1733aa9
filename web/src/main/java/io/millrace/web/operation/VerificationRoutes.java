package io.millrace.web.operation;

import io.millrace.history.History;
import io.millrace.history.query.VerifyReport;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiTime;
import io.millrace.web.operation.VerificationView.VerificationReport;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Verification of stored history: every chunk is read and checked, beside everything else. */
public final class VerificationRoutes {
  private static final String PATH = "/api/v1/verification";

  private final History history;
  private final PointHandles handles;
  private final NanoClock clock;
  private final Resource server;
  private @Nullable Running running;

  /** The one that runs, or the last one. */
  private record Running(BackgroundTask<VerifyReport> task, long startedAtNs) {}

  /**
   * @param operator the organisation that runs the server
   */
  public VerificationRoutes(
      History history, PointHandles handles, NanoClock clock, OrganisationId operator) {
    this.history = history;
    this.handles = handles;
    this.clock = clock;
    server = new Resource.Server(Place.of(operator));
  }

  /** Start, watch, stop. */
  public List<Route> routes() {
    Access access = Access.to(Action.ADMINISTER_SERVER, _ -> server);
    return List.of(
        Route.post(PATH, "startVerification")
            .tag(JournalRoutes.TAG)
            .summary("Check all stored samples against their checksums")
            .description("Of all points; one at a time. Reading and writing go on meanwhile.")
            .access(access)
            .answers(Answer.json(201, VerificationView.class, "It runs."))
            .fails(WebError.STATE_CONFLICT)
            .handledBy(_ -> Reply.created(PATH, view(start()))),
        Route.get(PATH, "getVerification")
            .tag(JournalRoutes.TAG)
            .summary("The verification that runs, or the last one since the start")
            .access(access)
            .answers(Answer.json(VerificationView.class, "How far it is, and what it found."))
            .fails(WebError.THING_UNKNOWN)
            .handledBy(_ -> Reply.ok(view(current()))),
        Route.post(PATH + "/stop", "stopVerification")
            .tag(JournalRoutes.TAG)
            .summary("Stop the verification")
            .access(access)
            .answers(Answer.json(VerificationView.class, "As it is now."))
            .fails(WebError.THING_UNKNOWN)
            .handledBy(
                _ -> {
                  Running now = current();
                  now.task.stop();
                  return Reply.ok(view(now));
                }));
  }

  private synchronized Running start() {
    if (running != null && running.task.status().state() == BackgroundTask.State.RUNNING) {
      throw new WebException(WebError.STATE_CONFLICT, "A verification is running already.");
    }
    int[] points = IntStream.range(0, handles.size()).toArray();
    Running started =
        new Running(
            new BackgroundTask<VerifyReport>(
                    "verification",
                    task ->
                        history.verify(
                            points,
                            (begun, _) -> task.progress(begun / Math.max(1.0, points.length))))
                .start(),
            clock.nowNs());
    running = started;
    return started;
  }

  private synchronized Running current() {
    if (running == null) {
      throw new WebException(
          WebError.THING_UNKNOWN, "No verification was started since the server was.");
    }
    return running;
  }

  private static VerificationView view(Running running) {
    BackgroundTask.Status<VerifyReport> status = running.task.status();
    VerifyReport report = status.result();
    return new VerificationView(
        ApiTime.of(running.startedAtNs),
        status.state().name(),
        status.share(),
        status.message().isEmpty() ? null : status.message(),
        report == null ? null : VerificationReport.of(report));
  }
}
