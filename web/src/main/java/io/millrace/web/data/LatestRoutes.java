package io.millrace.web.data;

import static io.millrace.web.plant.PlantParameters.POINT;

import io.millrace.history.query.HistoryReader;
import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.Sample;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.live.LiveValue;
import io.millrace.pipeline.live.LiveValues;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiTime;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.SerializedString;

/** Latest values: of some points, of an asset and all below it, or of all. */
public final class LatestRoutes {
  static final String TAG = "Data";
  private static final int MAX_IDS = 200;
  private static final SerializedString NOW = new SerializedString("now");
  private static final SerializedString RECEIVED = new SerializedString("received");
  private static final Parameter<List<PointId>> POINTS =
      Parameter.query(
          "points",
          ParameterType.id(PointId::of).list(MAX_IDS),
          "Only these, with commas between; for more of them use findLatest.");
  private static final Parameter<AssetId> ASSET =
      Parameter.query(
          "asset", ParameterType.id(AssetId::of), "Only those at this asset and all below it.");

  private final Registry registry;
  private final PlantPlaces places;
  private final PointIndex index;
  private final LiveValues live;
  private final HistoryReader history;
  private final PointHandles handles;
  private final NanoClock clock;

  public LatestRoutes(
      Registry registry,
      PlantPlaces places,
      PointIndex index,
      LiveValues live,
      HistoryReader history,
      PointHandles handles,
      NanoClock clock) {
    this.registry = registry;
    this.places = places;
    this.index = index;
    this.live = live;
    this.history = history;
    this.handles = handles;
    this.clock = clock;
  }

  /** One point, some, all. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/latest", "listLatest")
            .tag(TAG)
            .summary("Latest values of points")
            .description(
                "Of some points, of an asset with all below it, or of all in use or unmapped."
                    + " Points that are not the caller's to see, or have no value, are left out.")
            .access(Access.perItem(Action.READ_DATA, "Each point by the site of its asset."))
            .with(POINTS, ASSET)
            .answers(Answer.json(LatestValues.class, "Latest values."))
            .fails(WebError.THING_UNKNOWN)
            .handledBy(this::list),
        Route.post("/api/v1/latest", "findLatest")
            .tag(TAG)
            .summary("Latest values of up to ten thousand points")
            .access(Access.perItem(Action.READ_DATA, "Each point by the site of its asset."))
            .takes(LatestRequest.class, "Which points.")
            .answers(Answer.json(LatestValues.class, "Latest values."))
            .handledBy(
                request ->
                    answer(request, named(request, request.body(LatestRequest.class).points()))),
        Route.get("/api/v1/points/{point}/latest", "getLatest")
            .tag(TAG)
            .summary("The latest value of a point")
            .description("If none came live, the newest one of what was brought in.")
            .access(
                Access.to(
                    Action.READ_DATA,
                    request -> places.point(request.organisation(), request.get(POINT))))
            .with(POINT)
            .answers(Answer.json(LatestView.class, "Its latest value."))
            .handledBy(this::one));
  }

  private Reply list(ApiRequest request) {
    OrganisationId organisation = request.organisation();
    Optional<List<PointId>> points = request.find(POINTS);
    if (points.isPresent()) {
      return answer(request, named(request, points.get()));
    }
    Optional<AssetId> asset = request.find(ASSET);
    if (asset.isEmpty()) {
      return answer(request, index.all(organisation));
    }
    request.require(Action.READ_DATA, places.asset(organisation, asset.get()));
    Set<AssetId> subtree = new HashSet<>(registry.assets().subtree(organisation, asset.get()));
    List<PointIndex.Entry> below = new ArrayList<>();
    for (PointIndex.Entry entry : index.all(organisation)) {
      @Nullable AssetId at = entry.asset();
      if (at != null && subtree.contains(at)) {
        below.add(entry);
      }
    }
    return answer(request, below);
  }

  private List<PointIndex.Entry> named(ApiRequest request, List<PointId> points) {
    List<PointIndex.Entry> entries = new ArrayList<>(points.size());
    for (PointId point : points) {
      PointIndex.Entry entry = index.find(request.organisation(), point);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private Reply answer(ApiRequest request, Collection<PointIndex.Entry> entries) {
    List<PointId> visible = new ArrayList<>(entries.size());
    Map<Place, Boolean> known = new HashMap<>();
    Place last = Place.UNKNOWN;
    boolean may = false;
    for (PointIndex.Entry entry : entries) {
      if (!entry.place().equals(last)) {
        last = entry.place();
        may =
            known.computeIfAbsent(
                last,
                place -> request.may(Action.READ_DATA, new Resource.Point(place, entry.point())));
      }
      if (may) {
        visible.add(entry.point());
      }
    }
    List<LiveValue> values = live.latest(visible);
    return JsonStream.of(
        json -> {
          SampleJson samples = new SampleJson(json);
          json.writeStartObject();
          samples.time(NOW, clock.nowNs());
          json.writeArrayPropertyStart("values");
          for (LiveValue value : values) {
            json.writeStartObject();
            samples.point(value.point());
            samples.members(value.sample());
            samples.time(RECEIVED, value.receiveTimeNs());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private Reply one(ApiRequest request) {
    PointId point = request.get(POINT);
    LiveValue value = live.latest(point);
    if (value != null) {
      return Reply.ok(view(point, value.sample(), value.receiveTimeNs()));
    }
    Sample stored = history.latest(handles.handleOf(point));
    if (stored == null) {
      throw new WebException(WebError.THING_UNKNOWN, "The point has no value yet.");
    }
    return Reply.ok(view(point, stored, 0));
  }

  private static LatestView view(PointId point, Sample sample, long receiveTimeNs) {
    SampleView view = SampleView.of(sample);
    return new LatestView(
        point, view.time(), view.value(), view.quality(), ApiTime.orNull(receiveTimeNs));
  }
}
