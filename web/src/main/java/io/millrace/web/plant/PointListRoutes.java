package io.millrace.web.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.PlantError;
import io.millrace.model.plant.PlantPath;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointStatus;
import io.millrace.registry.Registry;
import io.millrace.registry.plant.Points;
import io.millrace.security.authorisation.Action;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Page;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Points, many at a time. */
public final class PointListRoutes {
  private static final int MAX_IDS = 200;
  private static final Parameter<AssetId> ASSET =
      Parameter.query("asset", ParameterType.id(AssetId::of), "Only those in use at this asset.");
  private static final Parameter<List<PointId>> IDS =
      Parameter.query(
          "ids", ParameterType.id(PointId::of).list(MAX_IDS), "Only these, with commas between.");
  private static final Parameter<PointStatus> STATUS =
      Parameter.query(
              "status", ParameterType.oneOf(PointStatus.class), "Only those of this status.")
          .orElse(PointStatus.ACTIVE);
  private static final Parameter<PointId> AFTER =
      Parameter.query(
          "after",
          ParameterType.id(PointId::of),
          "Where to go on: 'next' of the page before. Absent for the first page.");
  private static final Parameter<Integer> LIMIT = Paging.limit(1_000, Points.MAX_PAGE);
  private static final Parameter<String> PATH =
      Parameter.query(
              "path",
              ParameterType.text(1, 4_000),
              "Names from the top, with slashes between, the point's last.")
          .mandatory();

  private final Registry registry;
  private final PlantPlaces places;

  public PointListRoutes(Registry registry, PlantPlaces places) {
    this.registry = registry;
    this.places = places;
  }

  /** Lists, and the point at a path. */
  public List<Route> routes() {
    return List.of(
        Route.get(PointRoutes.PATH, "listPoints")
            .tag(PointRoutes.TAG)
            .summary("Points of an asset, some points, or all")
            .description(
                "Those of an asset in the order of names, others in the order in which they came"
                    + " to be. A page may have fewer points than its limit, since those of other"
                    + " sites are left out; the last one is that without 'next'.")
            .access(Access.perItem(Action.READ_MODEL, "Each point by the site of its asset."))
            .with(ASSET, IDS, STATUS, AFTER, LIMIT)
            .answers(Answer.page(PointView.class, "Points."))
            .fails(WebError.THING_UNKNOWN)
            .handledBy(this::list),
        Route.get("/api/v1/point-by-path", "findPointByPath")
            .tag(PointRoutes.TAG)
            .summary("The point in use at a path")
            .access(Access.perItem(Action.READ_MODEL, "The point by the site of its asset."))
            .with(PATH)
            .answers(Answer.json(PointView.class, "The point.").withVersion())
            .fails(PlantError.PLANT_FIELD_INVALID, WebError.THING_UNKNOWN)
            .handledBy(this::byPath));
  }

  private Reply list(ApiRequest request) {
    OrganisationId organisation = request.organisation();
    int limit = request.get(LIMIT);
    @Nullable PointId after = request.find(AFTER).orElse(null);
    List<Point> points;
    if (request.find(IDS).isPresent()) {
      return Reply.ok(
          new Page<>(
              visible(
                  request,
                  registry.points().findAll(organisation, request.find(IDS).orElseThrow())),
              null));
    } else if (request.find(ASSET).isPresent()) {
      points = ofAsset(organisation, request.find(ASSET).orElseThrow(), after, limit);
    } else {
      points = registry.points().page(organisation, request.get(STATUS), after, limit);
    }
    String next = points.size() == limit ? points.getLast().id().toString() : null;
    return Reply.ok(new Page<>(visible(request, points), next));
  }

  private List<Point> ofAsset(
      OrganisationId organisation, AssetId asset, @Nullable PointId after, int limit) {
    places.asset(organisation, asset);
    List<Point> found = new ArrayList<>();
    boolean passed = after == null;
    for (Point point : registry.points().ofAsset(organisation, asset)) {
      if (passed && found.size() < limit) {
        found.add(point);
      }
      passed |= point.id().equals(after);
    }
    return found;
  }

  private List<PointView> visible(ApiRequest request, List<Point> points) {
    return points.stream()
        .filter(point -> request.may(Action.READ_MODEL, places.resource(point)))
        .map(PointView::of)
        .toList();
  }

  private Reply byPath(ApiRequest request) {
    Point point =
        registry
            .points()
            .findByPath(request.organisation(), PlantPath.parse(request.get(PATH)))
            .orElseThrow(() -> WebException.unknown("point"));
    request.require(Action.READ_MODEL, places.resource(point));
    return Reply.ok(PointView.of(point), point.version());
  }
}
