package io.millrace.web.account;

import io.millrace.model.time.TimeRange;
import io.millrace.security.audit.AuditLog;
import io.millrace.security.audit.AuditQuery;
import io.millrace.security.audit.AuditRow;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiTime;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Page;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who did what, and whether anybody has changed what is written of it. */
public final class AuditRoutes {
  private static final String TAG = "Audit";
  private static final Access WHOLE_ORGANISATION =
      Access.to(
          Action.READ_AUDIT,
          request -> new Resource.Organisation(Place.of(request.organisation())));
  private static final Parameter<Integer> LIMIT = Paging.limit(100, AuditQuery.MAX_LIMIT - 1);
  private static final Parameter<Long> BEFORE =
      Parameter.query(
          "after",
          ParameterType.int64(1, Long.MAX_VALUE),
          "Where to go on: 'next' of the page before. Absent for the newest rows.");
  private static final Parameter<Instant> FROM =
      Parameter.query("from", ParameterType.time(), "Rows at or after this time.");
  private static final Parameter<Instant> TO =
      Parameter.query("to", ParameterType.time(), "Rows before this time.");
  private static final Parameter<String> PRINCIPAL =
      Parameter.query(
          "principal", ParameterType.text(1, 200), "Rows of one principal, such as user:….");

  private final AuditLog audit;

  public AuditRoutes(AuditLog audit) {
    this.audit = audit;
  }

  /** All routes. */
  public List<Route> routes() {
    return List.of(list(), verify());
  }

  private Route list() {
    return Route.get("/api/v1/audit", "listAudit")
        .tag(TAG)
        .summary("Who did what")
        .description("The newest first.")
        .access(WHOLE_ORGANISATION)
        .with(LIMIT, BEFORE, FROM, TO, PRINCIPAL)
        .answers(Answer.page(AuditRowView.class, "The rows."))
        .handledBy(
            request -> {
              int limit = request.get(LIMIT);
              List<AuditRow> found =
                  audit.find(
                      new AuditQuery(
                          request.organisation(),
                          range(request),
                          request.find(PRINCIPAL).orElse(null),
                          request.find(BEFORE).orElse(null),
                          limit + 1));
              Page<AuditRow> page = Page.of(found, limit, row -> Long.toString(row.sequence()));
              return Reply.ok(
                  new Page<>(page.items().stream().map(AuditRowView::of).toList(), page.next()));
            });
  }

  private static @Nullable TimeRange range(ApiRequest request) {
    Optional<Instant> from = request.find(FROM);
    Optional<Instant> to = request.find(TO);
    if (from.isEmpty() && to.isEmpty()) {
      return null;
    }
    long fromNs = from.map(ApiTime::toNs).orElse(Long.MIN_VALUE);
    long toNs = to.map(ApiTime::toNs).orElse(Long.MAX_VALUE);
    if (fromNs >= toNs) {
      throw WebException.parameter(
          WebError.PARAMETER_INVALID, "to", "The parameter 'to' is not after 'from'.");
    }
    return new TimeRange(fromNs, toNs);
  }

  private Route verify() {
    return Route.get("/api/v1/audit/verification", "verifyAudit")
        .tag(TAG)
        .summary("Check the audit's chain")
        .description(
            "Computes the hash of every row anew. Finds a row that was changed, taken out or put in"
                + " by hand.")
        .access(WHOLE_ORGANISATION)
        .answers(Answer.json(AuditCheckView.class, "What was found."))
        .handledBy(_ -> Reply.ok(AuditCheckView.of(audit.verify())));
  }
}
