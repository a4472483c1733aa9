package io.millrace.web.data;

import static io.millrace.web.plant.PlantParameters.FROM;
import static io.millrace.web.plant.PlantParameters.POINT;
import static io.millrace.web.plant.PlantParameters.TO;

import io.millrace.model.id.PointId;
import io.millrace.model.time.TimeRange;
import io.millrace.registry.Registry;
import io.millrace.registry.error.RegistryError;
import io.millrace.security.audit.AuditEntry;
import io.millrace.security.audit.AuditLog;
import io.millrace.security.authorisation.Action;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.json.ApiTime;
import io.millrace.web.plant.InForce;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.time.Instant;
import java.util.List;

/** Deleting samples for good. */
public final class DeletionRoutes {
  private static final Parameter<Instant> FIRST = FROM.mandatory();
  private static final Parameter<Instant> END = TO.mandatory();

  private final Registry registry;
  private final PlantPlaces places;
  private final InForce inForce;
  private final AuditLog audit;

  public DeletionRoutes(Registry registry, PlantPlaces places, InForce inForce, AuditLog audit) {
    this.registry = registry;
    this.places = places;
    this.inForce = inForce;
    this.audit = audit;
  }

  /** One route. */
  public List<Route> routes() {
    return List.of(
        Route.delete("/api/v1/points/{point}/samples", "deleteSamples")
            .tag(LatestRoutes.TAG)
            .summary("Delete a point's samples of a span, for good")
            .description(
                "The deletion is written to the journal, and every reader and every replay obeys"
                    + " it; who ordered it is kept in the audit. Both ends of the span have to be"
                    + " named. Values of the span that arrive later are kept.")
            .access(
                Access.to(
                    Action.DELETE_DATA,
                    request -> places.point(request.organisation(), request.get(POINT))))
            .with(POINT, FIRST, END, InForce.WAIT)
            .answers(Answer.noContent("It is ordered; history obeys within moments."))
            .fails(RegistryError.REGISTRY_NOT_FOUND)
            .handledBy(this::delete));
  }

  private Reply delete(ApiRequest request) throws InterruptedException {
    PointId point = request.get(POINT);
    TimeRange range = TimeSpan.of(ApiTime.toNs(request.get(FIRST)), ApiTime.toNs(request.get(END)));
    registry.points().deleteSamples(request.registryActor(), point, range);
    audit.record(
        AuditEntry.done(
            request.actor(),
            request.organisation(),
            DataEvent.SAMPLES_DELETED,
            "point:" + point,
            "From " + ApiTime.of(range.fromNs()) + " to " + ApiTime.of(range.toNs()) + "."));
    return inForce.after(request, Reply.noContent());
  }
}
