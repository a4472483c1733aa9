package io.millrace.web.health;

import io.millrace.model.id.OrganisationId;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Authorizer;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;
import java.util.Set;

/** For supervisors, load balancers and the command line. */
public final class HealthRoutes {
  private static final String TAG = "System";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");
  private static final Access OPEN =
      Access.open(
          "Supervisors have no credential. Callers from another machine get the status alone,"
              + " unless they may see the system.");

  private final SystemHealth health;
  private final OrganisationId server;

  /**
   * @param server the organisation that runs the server
   */
  public HealthRoutes(SystemHealth health, OrganisationId server) {
    this.health = health;
    this.server = server;
  }

  /** All routes. */
  public List<Route> routes() {
    return List.of(alive(), ready());
  }

  private Route alive() {
    return Route.get("/health", "getHealth")
        .tag(TAG)
        .summary("Whether the server lives")
        .description("200 as long as the process answers, whatever it says of itself.")
        .access(OPEN)
        .answers(Answer.json(HealthView.class, "It lives."))
        .handledBy(request -> Reply.ok(view(request)));
  }

  private Route ready() {
    return Route.get("/ready", "getReadiness")
        .tag(TAG)
        .summary("Whether the server serves")
        .access(OPEN)
        .answers(
            Answer.json(HealthView.class, "It serves."),
            Answer.json(503, HealthView.class, "It does not serve yet, or not any more."))
        .handledBy(
            request -> new Reply.Json(health.serves() ? 200 : 503, view(request), List.of()));
  }

  private HealthView view(ApiRequest request) {
    HealthView all = health.view();
    boolean seesAll =
        isOnThisMachine(request)
            || request
                .signedIn()
                .filter(
                    principal ->
                        Authorizer.decide(
                                principal,
                                Action.READ_SYSTEM,
                                new Resource.Server(Place.of(server)))
                            .allowed())
                .isPresent();
    return seesAll ? all : all.statusOnly();
  }

  /** A proxy on this machine speaks for somebody elsewhere. */
  private static boolean isOnThisMachine(ApiRequest request) {
    return LOOPBACK.contains(request.address())
        && request.header("X-Forwarded-For") == null
        && request.header("Forwarded") == null;
  }
}
