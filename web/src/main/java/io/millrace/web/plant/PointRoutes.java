package io.millrace.web.plant;

import static io.millrace.web.plant.PlantParameters.POINT;

import io.millrace.model.error.ErrorCode;
import io.millrace.model.id.AssetId;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.Point;
import io.millrace.model.unit.UnitError;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Handler;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import io.millrace.web.route.RouteBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Points, one at a time. */
public final class PointRoutes {
  static final String TAG = "Points";
  static final String PATH = "/api/v1/points";
  private static final String ONE = PATH + "/{point}";

  private final Registry registry;
  private final PlantPlaces places;
  private final InForce inForce;

  public PointRoutes(Registry registry, PlantPlaces places, InForce inForce) {
    this.registry = registry;
    this.places = places;
    this.inForce = inForce;
  }

  /** See, describe, change, retire and restore a point. */
  public List<Route> routes() {
    return List.of(
        Route.get(ONE, "getPoint")
            .tag(TAG)
            .summary("A point")
            .access(Access.to(Action.READ_MODEL, this::resource))
            .with(POINT)
            .answers(Answer.json(PointView.class, "The point, in use or not.").withVersion())
            .handledBy(request -> answer(found(request))),
        Route.post(PATH, "createPoint")
            .tag(TAG)
            .summary("Describe a new point")
            .access(Access.to(Action.EDIT_MODEL, this::place))
            .with(InForce.WAIT)
            .takes(PointBody.class, "What it is.")
            .answers(Answer.json(201, PointView.class, "The new point.").withVersion())
            .fails(PlantErrors.ofChanges())
            .fails(unitErrors())
            .fails(WebError.THING_UNKNOWN)
            .handledBy(this::create),
        Route.put(ONE, "updatePoint")
            .tag(TAG)
            .summary("Say something else of a point")
            .description(
                "Replaces all that was said. Its id and its history stay. If the unit changes from"
                    + " one to another, samples are stored in the new one from now on; see also"
                    + " changePointUnit.")
            .access(Access.toAll(Action.EDIT_MODEL, this::pointAndNewPlace))
            .with(POINT, InForce.WAIT)
            .versioned()
            .takes(PointBody.class, "What it is.")
            .answers(Answer.json(PointView.class, "As it is now.").withVersion())
            .fails(PlantErrors.ofChanges())
            .fails(unitErrors())
            .handledBy(this::update),
        change("retire", "retirePoint", "Take a point out of use")
            .description("It is kept with all its history, and its name is free again.")
            .handledBy(retire(true)),
        change("restore", "restorePoint", "Take a retired point into use again")
            .handledBy(retire(false)));
  }

  static ErrorCode[] unitErrors() {
    return UnitError.values();
  }

  private RouteBuilder change(String verb, String operationId, String summary) {
    return Route.post(ONE + "/" + verb, operationId)
        .tag(TAG)
        .summary(summary)
        .access(Access.to(Action.EDIT_MODEL, this::resource))
        .with(POINT)
        .versioned()
        .answers(Answer.json(PointView.class, "As it is now.").withVersion())
        .fails(PlantErrors.ofChanges());
  }

  private Handler retire(boolean retired) {
    return request -> {
      PointId id = request.get(POINT);
      long version = request.expectedVersion();
      return answer(
          retired
              ? registry.points().retire(request.registryActor(), id, version)
              : registry.points().restore(request.registryActor(), id, version));
    };
  }

  private Reply create(ApiRequest request) throws InterruptedException {
    Point point =
        registry.points().create(request.registryActor(), request.body(PointBody.class).spec());
    return inForce.after(
        request, Reply.created(PATH + "/" + point.id(), PointView.of(point), point.version()));
  }

  private Reply update(ApiRequest request) throws InterruptedException {
    Point point =
        registry
            .points()
            .update(
                request.registryActor(),
                request.get(POINT),
                request.expectedVersion(),
                request.body(PointBody.class).spec());
    return inForce.after(request, answer(point));
  }

  private static Reply answer(Point point) {
    return Reply.ok(PointView.of(point), point.version());
  }

  private Point found(ApiRequest request) {
    return registry
        .points()
        .find(request.organisation(), request.get(POINT))
        .orElseThrow(() -> WebException.unknown("point"));
  }

  private Resource resource(ApiRequest request) {
    return places.resource(found(request));
  }

  private Resource place(ApiRequest request) {
    @Nullable AssetId asset = request.body(PointBody.class).asset();
    return asset == null
        ? OrganisationRoutes.whole(request)
        : places.asset(request.organisation(), asset);
  }

  private List<Resource> pointAndNewPlace(ApiRequest request) {
    Point before = found(request);
    List<Resource> all = new ArrayList<>();
    all.add(places.resource(before));
    if (!Objects.equals(before.spec().asset(), request.body(PointBody.class).asset())) {
      all.add(place(request));
    }
    return all;
  }
}
