package io.millrace.web.plant;

import static io.millrace.web.plant.PlantParameters.POINT;

import io.millrace.model.id.PointId;
import io.millrace.model.plant.Point;
import io.millrace.model.time.NanoClock;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiTime;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;

/** The unit of a point: through time, changed from a time on, or corrected for all time. */
public final class PointUnitRoutes {
  private final Registry registry;
  private final PlantPlaces places;
  private final InForce inForce;
  private final NanoClock clock;

  public PointUnitRoutes(Registry registry, PlantPlaces places, InForce inForce, NanoClock clock) {
    this.registry = registry;
    this.places = places;
    this.inForce = inForce;
    this.clock = clock;
  }

  /** See and change. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/points/{point}/units", "listPointUnits")
            .tag(PointRoutes.TAG)
            .summary("In which units a point's samples are stored")
            .access(Access.to(Action.READ_MODEL, this::resource))
            .with(POINT)
            .answers(Answer.json(PointUnits.class, "From the oldest to the newest."))
            .handledBy(
                request ->
                    Reply.ok(
                        new PointUnits(
                            registry
                                .points()
                                .units(request.organisation(), request.get(POINT))
                                .stream()
                                .map(UnitSpanView::of)
                                .toList()))),
        Route.post("/api/v1/points/{point}/unit", "changePointUnit")
            .tag(PointRoutes.TAG)
            .summary("Change a point's unit from a time on, or correct it")
            .description(
                "What is stored before stays in the old unit, and whoever asks gets told. Bindings"
                    + " that know their source's unit convert to the new one from there on.")
            .access(Access.to(Action.EDIT_MODEL, this::resource))
            .with(POINT, InForce.WAIT)
            .versioned()
            .takes(ChangeUnit.class, "The unit, and from when.")
            .answers(Answer.json(PointView.class, "As it is now.").withVersion())
            .fails(PlantErrors.ofChanges())
            .fails(PointRoutes.unitErrors())
            .handledBy(this::change));
  }

  private Resource resource(ApiRequest request) {
    return places.point(request.organisation(), request.get(POINT));
  }

  private Reply change(ApiRequest request) throws InterruptedException {
    ChangeUnit change = request.body(ChangeUnit.class);
    PointId id = request.get(POINT);
    long version = request.expectedVersion();
    boolean correction = Boolean.TRUE.equals(change.correction());
    if (correction && change.from() != null) {
      throw WebException.field("from", "A correction holds for all time; leave 'from' out.");
    }
    long fromNs = change.from() == null ? clock.nowNs() : ApiTime.toNs(change.from());
    Point point =
        correction
            ? registry.points().correctUnit(request.registryActor(), id, version, change.unit())
            : registry
                .points()
                .changeUnit(request.registryActor(), id, version, change.unit(), fromNs);
    return inForce.after(request, Reply.ok(PointView.of(point), point.version()));
  }
}
