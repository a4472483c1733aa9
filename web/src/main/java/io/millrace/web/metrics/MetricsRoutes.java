package io.millrace.web.metrics;

import io.millrace.model.id.OrganisationId;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Metrics for Prometheus and whatever reads its form. */
public final class MetricsRoutes {
  private final Scrape scrape;
  private final OrganisationId server;

  /**
   * @param server the organisation that runs the server
   */
  public MetricsRoutes(Scrape scrape, OrganisationId server) {
    this.scrape = scrape;
    this.server = server;
  }

  /** All routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/metrics", "getMetrics")
            .tag("System")
            .summary("Metrics in the form of Prometheus")
            .description(
                "A token with the scope READ serves a Prometheus server (authorization: Bearer).")
            .access(Access.to(Action.READ_SYSTEM, _ -> new Resource.Server(Place.of(server))))
            .answers(Answer.media(Scrape.MEDIA_TYPE, "The metrics."))
            .handledBy(
                _ ->
                    Reply.bytes(
                        Scrape.MEDIA_TYPE, scrape.text().getBytes(StandardCharsets.UTF_8))));
  }
}
