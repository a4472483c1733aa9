package io.millrace.web.plant;

import static io.millrace.web.plant.PlantParameters.ASSET;
import static io.millrace.web.plant.PlantParameters.POINT;
import static io.millrace.web.plant.PlantParameters.SOURCE;

import io.millrace.registry.Registry;
import io.millrace.registry.change.Change;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Page;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Who changed what of the plant, and when. */
public final class ChangeRoutes {
  private static final String TAG = "Change history";
  private static final Parameter<Long> BEFORE =
      Parameter.query(
              "before",
              ParameterType.int64(1, Long.MAX_VALUE),
              "Only those older than this sequence: 'next' of the page before.")
          .orElse(Long.MAX_VALUE);
  private static final Parameter<Long> SINCE =
      Parameter.query(
              "since",
              ParameterType.int64(0, Long.MAX_VALUE),
              "Only those newer than this sequence: 'next' of the page before.")
          .orElse(0L);
  private static final Parameter<Integer> LIMIT = Paging.limit(100, 1_000);

  private final Registry registry;
  private final PlantPlaces places;

  public ChangeRoutes(Registry registry, PlantPlaces places) {
    this.registry = registry;
    this.places = places;
  }

  /** Of an asset, of a point, of a source, of all. */
  public List<Route> routes() {
    return List.of(
        of(
            "asset",
            ASSET,
            request -> request.get(ASSET).value(),
            request -> places.asset(request.organisation(), request.get(ASSET))),
        of(
            "point",
            POINT,
            request -> request.get(POINT).value(),
            request -> places.point(request.organisation(), request.get(POINT))),
        of(
            "source",
            SOURCE,
            request -> request.get(SOURCE).value(),
            request -> places.source(request.organisation(), request.get(SOURCE))),
        Route.get("/api/v1/changes", "listChanges")
            .tag(TAG)
            .summary("What was done to the organisation's things")
            .description("The oldest first, so that a program can follow.")
            .access(Access.to(Action.READ_MODEL, OrganisationRoutes::whole))
            .with(SINCE, LIMIT)
            .answers(Answer.page(ChangeView.class, "The oldest first."))
            .handledBy(
                request ->
                    page(
                        request,
                        registry
                            .changes()
                            .since(
                                request.organisation(), request.get(SINCE), request.get(LIMIT)))));
  }

  private Route of(
      String thing,
      Parameter<?> parameter,
      Function<ApiRequest, UUID> id,
      Function<ApiRequest, Resource> resource) {
    String title = Character.toUpperCase(thing.charAt(0)) + thing.substring(1);
    return Route.get("/api/v1/" + thing + "s/{" + thing + "}/changes", "list" + title + "Changes")
        .tag(TAG)
        .summary("Who changed it, and when")
        .access(Access.to(Action.READ_MODEL, resource))
        .with(parameter, BEFORE, LIMIT)
        .answers(Answer.page(ChangeView.class, "The newest first."))
        .handledBy(
            request ->
                page(
                    request,
                    registry
                        .changes()
                        .of(
                            request.organisation(),
                            id.apply(request),
                            request.get(BEFORE),
                            request.get(LIMIT))));
  }

  private static Reply page(ApiRequest request, List<Change> changes) {
    String next =
        changes.size() == request.get(LIMIT) ? Long.toString(changes.getLast().sequence()) : null;
    return Reply.ok(new Page<>(changes.stream().map(ChangeView::of).toList(), next));
  }
}
