package io.millrace.web.plant;

import static io.millrace.web.plant.PlantParameters.SOURCE;

import io.millrace.model.id.AssetId;
import io.millrace.model.time.NanoClock;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.json.ApiTime;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which asset a device sits at, from when to when. */
public final class PlacementRoutes {
  private static final String PATH = "/api/v1/sources/{source}/placements";

  private final Registry registry;
  private final PlantPlaces places;
  private final NanoClock clock;

  public PlacementRoutes(Registry registry, PlantPlaces places, NanoClock clock) {
    this.registry = registry;
    this.places = places;
    this.clock = clock;
  }

  /** See and say. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, "listPlacements")
            .tag(SourceRoutes.TAG)
            .summary("Where a device sat")
            .access(Access.to(Action.READ_MODEL, this::resource))
            .with(SOURCE)
            .answers(Answer.json(Placements.class, "The oldest first."))
            .handledBy(this::list),
        Route.post(PATH, "placeSource")
            .tag(SourceRoutes.TAG)
            .summary("Say at which asset a device sits")
            .access(Access.toAll(Action.CONFIGURE_SOURCES, this::sourceAndAsset))
            .with(SOURCE)
            .takes(PlaceSource.class, "Where, and from when on.")
            .answers(Answer.json(Placements.class, "The oldest first."))
            .fails(PlantErrors.ofChanges())
            .handledBy(this::place));
  }

  private Reply list(ApiRequest request) {
    return Reply.ok(
        new Placements(
            registry.sources().placements(request.organisation(), request.get(SOURCE)).stream()
                .map(PlacementView::of)
                .toList()));
  }

  private Reply place(ApiRequest request) {
    PlaceSource body = request.body(PlaceSource.class);
    long fromNs = body.from() == null ? clock.nowNs() : ApiTime.toNs(body.from());
    @Nullable AssetId asset = body.asset();
    if (asset == null) {
      registry.sources().remove(request.registryActor(), request.get(SOURCE), fromNs);
    } else {
      registry.sources().place(request.registryActor(), request.get(SOURCE), asset, fromNs);
    }
    return list(request);
  }

  private Resource resource(ApiRequest request) {
    return places.source(request.organisation(), request.get(SOURCE));
  }

  private List<Resource> sourceAndAsset(ApiRequest request) {
    List<Resource> all = new ArrayList<>();
    all.add(resource(request));
    @Nullable AssetId asset = request.body(PlaceSource.class).asset();
    if (asset != null) {
      all.add(places.asset(request.organisation(), asset));
    }
    return all;
  }
}
