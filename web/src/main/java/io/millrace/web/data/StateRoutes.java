package io.millrace.web.data;

import static io.millrace.web.plant.PlantParameters.ASSET;
import static io.millrace.web.plant.PlantParameters.FROM;
import static io.millrace.web.plant.PlantParameters.TO;

import io.millrace.history.query.HistoryReader;
import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.StateModelUse;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** States of assets over time: running, idle, planned stop, fault, no data. */
public final class StateRoutes {
  private static final int MAX_ASSETS = 100;
  private static final Parameter<AssetId> BELOW =
      Parameter.query(
          "below", ParameterType.id(AssetId::of), "Only this asset and those below it.");

  private final Registry registry;
  private final PlantPlaces places;
  private final StateStrips strips;
  private final NanoClock clock;

  public StateRoutes(
      Registry registry,
      PlantPlaces places,
      HistoryReader history,
      PointHandles handles,
      NanoClock clock) {
    this.registry = registry;
    this.places = places;
    this.clock = clock;
    strips = new StateStrips(registry, history, handles);
  }

  /** Of one asset, of many. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/assets/{asset}/states", "listStates")
            .tag(LatestRoutes.TAG)
            .summary("The states of an asset over time")
            .description("Over the last 24 hours unless a span is named; never beyond now.")
            .access(Access.to(Action.READ_DATA, this::resource))
            .with(ASSET, FROM, TO)
            .answers(Answer.json(AssetStates.class, "Its states."))
            .fails(WebError.STATE_CONFLICT)
            .handledBy(this::one),
        Route.get("/api/v1/states", "listStatesOfAssets")
            .tag(LatestRoutes.TAG)
            .summary("The states of all assets over time")
            .description(
                "Over the last 8 hours unless a span is named; of up to a hundred assets whose"
                    + " state is told.")
            .access(Access.perItem(Action.READ_DATA, "Each asset by its site."))
            .with(BELOW, FROM, TO)
            .answers(Answer.json(AssetStatesList.class, "Their states."))
            .fails(WebError.THING_UNKNOWN)
            .handledBy(this::many));
  }

  private Resource resource(ApiRequest request) {
    return places.asset(request.organisation(), request.get(ASSET));
  }

  private Reply one(ApiRequest request) {
    OrganisationId organisation = request.organisation();
    StateModelUse use =
        registry
            .stateModels()
            .useOf(organisation, request.get(ASSET))
            .orElseThrow(
                () ->
                    new WebException(
                        WebError.STATE_CONFLICT,
                        "No state model tells this asset's state. Give it one."));
    return Reply.ok(states(organisation, use, untilNow(request, Times.DAY)));
  }

  private Reply many(ApiRequest request) {
    OrganisationId organisation = request.organisation();
    TimeRange range = untilNow(request, 8 * Times.HOUR);
    Optional<AssetId> below = request.find(BELOW);
    below.ifPresent(id -> request.require(Action.READ_DATA, places.asset(organisation, id)));
    Set<AssetId> wanted =
        below
            .map(id -> (Set<AssetId>) new HashSet<>(registry.assets().subtree(organisation, id)))
            .orElse(Set.of());
    List<AssetStates> all = new ArrayList<>();
    for (StateModelUse use : registry.stateModels().uses(organisation)) {
      boolean isWanted = below.isEmpty() || wanted.contains(use.asset());
      if (isWanted
          && all.size() < MAX_ASSETS
          && request.may(Action.READ_DATA, places.asset(organisation, use.asset()))) {
        all.add(states(organisation, use, range));
      }
    }
    return Reply.ok(new AssetStatesList(all));
  }

  private AssetStates states(OrganisationId organisation, StateModelUse use, TimeRange range) {
    return new AssetStates(
        use.asset(), strips.of(organisation, use, range).stream().map(StateSpanView::of).toList());
  }

  /** What is to come has no state yet. */
  private TimeRange untilNow(ApiRequest request, long usualNs) {
    long nowNs = clock.nowNs();
    TimeRange asked = TimeSpan.recent(request, nowNs, usualNs);
    return new TimeRange(Math.min(asked.fromNs(), nowNs), Math.min(asked.toNs(), nowNs));
  }
}
