package io.millrace.web.plant;

import static io.millrace.web.plant.PlantParameters.ASSET;

import io.millrace.model.id.PointId;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which state model tells an asset's state. */
public final class StateModelUseRoutes {
  private static final String PATH = "/api/v1/assets/{asset}/state-model";

  private final Registry registry;
  private final PlantPlaces places;

  public StateModelUseRoutes(Registry registry, PlantPlaces places) {
    this.registry = registry;
    this.places = places;
  }

  /** See, say, take back. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, "getStateModelOfAsset")
            .tag(StateModelRoutes.TAG)
            .summary("Which model tells an asset's state")
            .access(Access.to(Action.READ_MODEL, this::resource))
            .with(ASSET)
            .answers(Answer.json(StateModelUseView.class, "The model and its points."))
            .handledBy(
                request ->
                    Reply.ok(
                        registry
                            .stateModels()
                            .useOf(request.organisation(), request.get(ASSET))
                            .map(StateModelUseView::of)
                            .orElseThrow(() -> WebException.unknown("state model")))),
        Route.put(PATH, "useStateModel")
            .tag(StateModelRoutes.TAG)
            .summary("Let a model tell an asset's state")
            .access(Access.toAll(Action.EDIT_MODEL, this::assetAndPoints))
            .with(ASSET)
            .takes(UseStateModel.class, "The model and its points.")
            .answers(Answer.json(StateModelUseView.class, "As it is now."))
            .fails(PlantErrors.ofChanges())
            .handledBy(
                request -> {
                  UseStateModel body = request.body(UseStateModel.class);
                  return Reply.ok(
                      StateModelUseView.of(
                          registry
                              .stateModels()
                              .use(
                                  request.registryActor(),
                                  request.get(ASSET),
                                  body.stateModel(),
                                  points(body))));
                }),
        Route.delete(PATH, "useNoStateModel")
            .tag(StateModelRoutes.TAG)
            .summary("Let no model tell an asset's state")
            .access(Access.to(Action.EDIT_MODEL, this::resource))
            .with(ASSET)
            .answers(Answer.noContent("None does."))
            .handledBy(
                request -> {
                  registry.stateModels().useNone(request.registryActor(), request.get(ASSET));
                  return Reply.noContent();
                }));
  }

  private static Map<String, PointId> points(UseStateModel body) {
    return Objects.requireNonNullElse(body.points(), Map.of());
  }

  private Resource resource(ApiRequest request) {
    return places.asset(request.organisation(), request.get(ASSET));
  }

  private List<Resource> assetAndPoints(ApiRequest request) {
    List<Resource> all = new ArrayList<>();
    all.add(resource(request));
    all.addAll(
        places.points(
            request.organisation(),
            List.copyOf(points(request.body(UseStateModel.class)).values())));
    return all;
  }
}
