package io.millrace.web.data;

import static io.millrace.web.plant.PlantParameters.ASSET;
import static io.millrace.web.plant.PlantParameters.FROM;
import static io.millrace.web.plant.PlantParameters.TO;

import io.millrace.history.frame.FrameAnswer;
import io.millrace.history.frame.FrameRequest;
import io.millrace.history.frame.Frames;
import io.millrace.model.id.AssetId;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;
import java.util.Set;

/** Frames of an asset: spans of time with a meaning. */
public final class FrameRoutes {
  private static final int MAX_FRAMES = 10_000;
  private static final int MAX_ASSETS = 1_000;
  private static final Parameter<Boolean> BELOW =
      Parameter.query("below", ParameterType.bool(), "Those of all assets below it too.")
          .orElse(false);
  private static final Parameter<List<String>> TYPES =
      Parameter.query(
              "types", ParameterType.text(1, 200).list(20), "Only these, with commas between.")
          .orElse(List.of());
  private static final Parameter<Integer> LIMIT = Paging.limit(1_000, MAX_FRAMES);

  private final Registry registry;
  private final PlantPlaces places;
  private final Frames frames;
  private final NanoClock clock;

  public FrameRoutes(Registry registry, PlantPlaces places, Frames frames, NanoClock clock) {
    this.registry = registry;
    this.places = places;
    this.frames = frames;
    this.clock = clock;
  }

  /** One route. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/assets/{asset}/frames", "listFrames")
            .tag(LatestRoutes.TAG)
            .summary("Batches, runs, stops and other spans of an asset")
            .description("Those that overlap the last 24 hours, unless a span is named.")
            .access(
                Access.to(
                    Action.READ_DATA,
                    request -> places.asset(request.organisation(), request.get(ASSET))))
            .with(ASSET, FROM, TO, BELOW, TYPES, LIMIT)
            .answers(Answer.json(FrameList.class, "Frames."))
            .handledBy(this::list));
  }

  private Reply list(ApiRequest request) {
    AssetId asset = request.get(ASSET);
    List<AssetId> assets =
        request.get(BELOW)
            ? registry.assets().subtree(request.organisation(), asset).stream()
                .limit(MAX_ASSETS)
                .toList()
            : List.of(asset);
    FrameAnswer answer =
        frames.overlapping(
            new FrameRequest(
                assets,
                TimeSpan.recent(request, clock.nowNs(), Times.DAY),
                Set.copyOf(request.get(TYPES)),
                request.get(LIMIT)));
    return Reply.ok(
        new FrameList(
            answer.frames().stream().map(FrameView::of).toList(),
            answer.isComplete() && assets.size() < MAX_ASSETS));
  }
}
