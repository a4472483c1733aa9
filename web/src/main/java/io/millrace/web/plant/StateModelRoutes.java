package io.millrace.web.plant;

import io.millrace.model.id.StateModelId;
import io.millrace.model.plant.PlantStateModel;
import io.millrace.model.state.StateError;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;

/** State models: rules that tell an asset's state. They belong to the organisation as a whole. */
public final class StateModelRoutes {
  static final String TAG = "State models";
  private static final String PATH = "/api/v1/state-models";
  private static final String ONE = PATH + "/{stateModel}";
  private static final Parameter<StateModelId> STATE_MODEL =
      Parameter.path("stateModel", ParameterType.id(StateModelId::of), "The state model's id.");

  private final Registry registry;

  public StateModelRoutes(Registry registry) {
    this.registry = registry;
  }

  /** List, see, describe, change, delete. */
  public List<Route> routes() {
    Access read =
        Access.perItem(Action.READ_MODEL, "They belong to all: whoever reads any of the plant.");
    Access edit = Access.to(Action.EDIT_MODEL, OrganisationRoutes::whole);
    return List.of(
        Route.get(PATH, "listStateModels")
            .tag(TAG)
            .summary("All state models")
            .access(read)
            .answers(Answer.json(StateModelList.class, "In the order of their names."))
            .handledBy(
                request ->
                    Reply.ok(
                        new StateModelList(
                            registry.stateModels().all(request.organisation()).stream()
                                .map(StateModelView::of)
                                .toList()))),
        Route.get(ONE, "getStateModel")
            .tag(TAG)
            .summary("A state model")
            .access(read)
            .with(STATE_MODEL)
            .answers(Answer.json(StateModelView.class, "The model.").withVersion())
            .handledBy(
                request ->
                    answer(
                        registry
                            .stateModels()
                            .find(request.organisation(), request.get(STATE_MODEL))
                            .orElseThrow(() -> WebException.unknown("state model")))),
        Route.post(PATH, "createStateModel")
            .tag(TAG)
            .summary("Describe a new state model")
            .access(edit)
            .takes(StateModelBody.class, "Its rules.")
            .answers(Answer.json(201, StateModelView.class, "The new one.").withVersion())
            .fails(PlantErrors.ofChanges())
            .fails(StateError.values())
            .handledBy(this::create),
        Route.put(ONE, "updateStateModel")
            .tag(TAG)
            .summary("Say something else of a state model")
            .access(edit)
            .with(STATE_MODEL)
            .versioned()
            .takes(StateModelBody.class, "Its rules.")
            .answers(Answer.json(StateModelView.class, "As it is now.").withVersion())
            .fails(PlantErrors.ofChanges())
            .fails(StateError.values())
            .handledBy(this::update),
        Route.delete(ONE, "deleteStateModel")
            .tag(TAG)
            .summary("Delete a state model that tells no asset's state")
            .access(edit)
            .with(STATE_MODEL)
            .versioned()
            .answers(Answer.noContent("It is gone."))
            .fails(PlantErrors.ofChanges())
            .handledBy(
                request -> {
                  registry
                      .stateModels()
                      .delete(
                          request.registryActor(),
                          request.get(STATE_MODEL),
                          request.expectedVersion());
                  return Reply.noContent();
                }));
  }

  private Reply create(ApiRequest request) {
    StateModelBody body = request.body(StateModelBody.class);
    PlantStateModel made =
        registry
            .stateModels()
            .create(
                request.registryActor(),
                body.name(),
                AssetBody.orEmpty(body.key()),
                AssetBody.orEmpty(body.assetType()),
                body.rules());
    return Reply.created(PATH + "/" + made.id(), StateModelView.of(made), made.version());
  }

  private Reply update(ApiRequest request) {
    StateModelBody body = request.body(StateModelBody.class);
    return answer(
        registry
            .stateModels()
            .update(
                request.registryActor(),
                request.get(STATE_MODEL),
                request.expectedVersion(),
                body.name(),
                AssetBody.orEmpty(body.key()),
                AssetBody.orEmpty(body.assetType()),
                body.rules()));
  }

  private static Reply answer(PlantStateModel model) {
    return Reply.ok(StateModelView.of(model), model.version());
  }
}
