package io.millrace.web.plant;

import static io.millrace.web.plant.PlantParameters.POINT;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointStatus;
import io.millrace.registry.Registry;
import io.millrace.registry.discovery.UnmappedPoint;
import io.millrace.registry.discovery.UnmappedPoints;
import io.millrace.registry.error.RegistryError;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Handler;
import io.millrace.web.route.Page;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import io.millrace.web.route.RouteBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Points that nobody has described: list, adopt, dismiss. They stand at no asset yet, so they
 * belong to the organisation as a whole; those of one source also to where it is placed.
 */
public final class UnmappedRoutes {
  private static final String TAG = "Unmapped points";
  private static final String PATH = "/api/v1/unmapped-points";
  private static final Parameter<SourceId> SOURCE =
      Parameter.query("source", ParameterType.id(SourceId::of), "Only those of this source.");
  private static final Parameter<Boolean> DISMISSED =
      Parameter.query("dismissed", ParameterType.bool(), "Those that nobody cares for instead.")
          .orElse(false);
  private static final Parameter<PointId> AFTER =
      Parameter.query(
          "after",
          ParameterType.id(PointId::of),
          "Where to go on: 'next' of the page before. Absent for the first page.");
  private static final Parameter<Integer> LIMIT = Paging.limit(1_000, UnmappedPoints.MAX_BATCH);

  private final Registry registry;
  private final PlantPlaces places;
  private final InForce inForce;

  public UnmappedRoutes(Registry registry, PlantPlaces places, InForce inForce) {
    this.registry = registry;
    this.places = places;
    this.inForce = inForce;
  }

  /** All of it. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, "listUnmappedPoints")
            .tag(TAG)
            .summary("Points that nobody has described")
            .access(Access.to(Action.READ_MODEL, this::sourceOrWhole))
            .with(SOURCE, DISMISSED, AFTER, LIMIT)
            .answers(Answer.page(UnmappedPointView.class, "In the order of their ids."))
            .fails(WebError.THING_UNKNOWN)
            .handledBy(this::list),
        Route.post(PATH + "/propose", "proposeAdoptions")
            .tag(TAG)
            .summary("Propose names for unmapped points")
            .description("Changes nothing: a form begins with this.")
            .access(Access.toAll(Action.READ_MODEL, this::named))
            .takes(PointIds.class, "Which.")
            .answers(Answer.json(ProposedAdoptions.class, "Names that differ from each other."))
            .fails(WebError.THING_UNKNOWN)
            .handledBy(this::propose),
        Route.post(PATH + "/adopt", "adoptPoints")
            .tag(TAG)
            .summary("Say what unmapped or dismissed points are")
            .description(
                "All or none. They keep their ids and so their history. Where values are scaled or"
                    + " converted, that begins now: what was stored before stays as the source sent"
                    + " it.")
            .access(Access.toAll(Action.EDIT_MODEL, this::adopted))
            .with(InForce.WAIT)
            .takes(AdoptPoints.class, 4L << 20, "What they are.")
            .answers(Answer.json(AdoptedPoints.class, "What they have become."))
            .fails(PlantErrors.ofChanges())
            .fails(PointRoutes.unitErrors())
            .fails(WebError.THING_UNKNOWN)
            .handledBy(this::adopt),
        Route.post("/api/v1/points/{point}/undo-adoption", "undoAdoption")
            .tag(TAG)
            .summary("Take an adoption back")
            .description("The point is unmapped again, and values are stored as they come.")
            .access(
                Access.to(
                    Action.EDIT_MODEL,
                    request -> places.point(request.organisation(), request.get(POINT))))
            .with(POINT, InForce.WAIT)
            .versioned()
            .answers(Answer.json(PointView.class, "As it is now.").withVersion())
            .fails(PlantErrors.ofChanges())
            .handledBy(this::undo),
        decision("dismiss", "dismissPoints", "Say that nobody cares for unmapped points")
            .description("They are not listed and not found any more, and their values are kept.")
            .handledBy(decide(true)),
        decision("recall", "recallPoints", "List dismissed points again").handledBy(decide(false)));
  }

  private RouteBuilder decision(String verb, String operationId, String summary) {
    return Route.post(PATH + "/" + verb, operationId)
        .tag(TAG)
        .summary(summary)
        .access(Access.toAll(Action.EDIT_MODEL, this::named))
        .takes(PointIds.class, "Which; all or none.")
        .answers(Answer.noContent("Done."))
        .fails(RegistryError.REGISTRY_NOT_FOUND, RegistryError.REGISTRY_CONFLICT)
        .fails(WebError.THING_UNKNOWN);
  }

  private Handler decide(boolean dismiss) {
    return request -> {
      List<PointId> points = request.body(PointIds.class).points();
      if (dismiss) {
        registry.unmappedPoints().dismiss(request.registryActor(), points);
      } else {
        registry.unmappedPoints().recall(request.registryActor(), points);
      }
      return Reply.noContent();
    };
  }

  private Reply list(ApiRequest request) {
    PointStatus status = request.get(DISMISSED) ? PointStatus.DISMISSED : PointStatus.UNMAPPED;
    Optional<SourceId> source = request.find(SOURCE);
    Optional<PointId> after = request.find(AFTER);
    int limit = request.get(LIMIT);
    if (source.isPresent()) {
      List<UnmappedPoint> all =
          registry.unmappedPoints().ofSource(request.organisation(), source.get(), status);
      List<UnmappedPointView> rest = new ArrayList<>();
      boolean passed = after.isEmpty();
      for (UnmappedPoint one : all) {
        if (passed && rest.size() <= limit) {
          rest.add(UnmappedPointView.of(one));
        }
        passed |= Optional.of(one.point().id()).equals(after);
      }
      return Reply.ok(Page.of(rest, limit, point -> point.id().toString()));
    }
    List<UnmappedPointView> found =
        registry
            .unmappedPoints()
            .page(request.organisation(), status, after.orElse(null), limit)
            .stream()
            .map(UnmappedPointView::of)
            .toList();
    return Reply.ok(
        new Page<>(found, found.size() == limit ? found.getLast().id().toString() : null));
  }

  private Reply propose(ApiRequest request) {
    return Reply.ok(
        new ProposedAdoptions(
            registry
                .unmappedPoints()
                .propose(request.organisation(), request.body(PointIds.class).points())
                .stream()
                .map(
                    each ->
                        new ProposedAdoptions.ProposedAdoption(
                            each.point(), PointBody.of(each.spec())))
                .toList()));
  }

  private Reply adopt(ApiRequest request) throws InterruptedException {
    List<Point> adopted =
        registry
            .unmappedPoints()
            .adopt(
                request.registryActor(),
                request.body(AdoptPoints.class).points().stream()
                    .map(AdoptPoint::adoption)
                    .toList());
    return inForce.after(
        request, Reply.ok(new AdoptedPoints(adopted.stream().map(PointView::of).toList())));
  }

  private Reply undo(ApiRequest request) throws InterruptedException {
    Point point =
        registry
            .unmappedPoints()
            .undo(request.registryActor(), request.get(POINT), request.expectedVersion());
    return inForce.after(request, Reply.ok(PointView.of(point), point.version()));
  }

  private Resource sourceOrWhole(ApiRequest request) {
    Optional<SourceId> source = request.find(SOURCE);
    return source.isPresent()
        ? places.source(request.organisation(), source.get())
        : OrganisationRoutes.whole(request);
  }

  private List<Resource.Point> named(ApiRequest request) {
    return places.points(request.organisation(), request.body(PointIds.class).points());
  }

  private List<Resource> adopted(ApiRequest request) {
    List<AdoptPoint> all = request.body(AdoptPoints.class).points();
    Stream<Resource> points =
        places.points(request.organisation(), all.stream().map(AdoptPoint::id).toList()).stream()
            .map(point -> (Resource) point);
    Stream<Resource> assets =
        all.stream()
            .map(each -> each.point().asset())
            .filter(Objects::nonNull)
            .distinct()
            .map((AssetId asset) -> places.asset(request.organisation(), asset));
    return Stream.concat(points, assets).toList();
  }
}
