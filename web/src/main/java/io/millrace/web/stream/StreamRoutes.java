package io.millrace.web.stream;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Point;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.live.LiveSubscription;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.security.session.Sessions;
import io.millrace.security.token.TokenVerifier;
import io.millrace.security.user.UserDirectory;
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
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one stream of events. Thread-safe; streams end when this is closed. */
public final class StreamRoutes implements AutoCloseable {
  /** The media type of server-sent events. */
  public static final String MEDIA_TYPE = "text/event-stream";

  private static final int MAX_POINTS = 500;
  private static final int MAX_SUBTREE_POINTS = 20_000;

  private static final Parameter<List<PointId>> POINTS =
      Parameter.query(
          "points", ParameterType.id(PointId::of).list(MAX_POINTS), "Values of these points only.");
  private static final Parameter<AssetId> ASSET =
      Parameter.query(
          "asset",
          ParameterType.id(AssetId::of),
          "Values of the points at this asset and below it only.");
  private static final Parameter<SourceId> SOURCE =
      Parameter.query(
          "source", ParameterType.id(SourceId::of), "Values and state of this source only.");
  private static final Parameter<List<Topic>> TOPICS =
      Parameter.query("topics", ParameterType.oneOf(Topic.class).list(4), "What the stream tells.")
          .orElse(List.of(Topic.VALUES));
  private static final Parameter<String> AFTER =
      Parameter.query(
          "lastEventId",
          ParameterType.text(0, 60),
          "Where to resume, for clients that cannot send the header Last-Event-ID.");

  private final StreamSources sources;
  private final Registry registry;
  private final PlantPlaces places;
  private final Validity validity;
  private final OrganisationId server;
  private final StreamSettings settings;
  private final NanoClock clock;
  private final StreamLimit limit;
  private final String epoch;
  private volatile boolean stopping;

  /**
   * @param server the organisation that runs the server
   */
  public StreamRoutes(
      StreamSources sources,
      Registry registry,
      PlantPlaces places,
      Sessions sessions,
      TokenVerifier tokens,
      UserDirectory users,
      OrganisationId server,
      StreamSettings settings,
      NanoClock clock) {
    this.sources = sources;
    this.registry = registry;
    this.places = places;
    this.validity = new Validity(sessions, tokens, users, clock);
    this.server = server;
    this.settings = settings;
    this.clock = clock;
    this.limit = new StreamLimit(settings);
    this.epoch = Long.toString(clock.nowNs(), Character.MAX_RADIX);
  }

  /** All routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/stream", "openStream")
            .tag("Live")
            .summary("Live values and states as server-sent events")
            .description(
                "Events: 'values' (latest values of points that changed; the first ones have all),"
                    + " 'sources', 'system', 'job', 'reset' (the stream does not join on, and why;"
                    + " the latest follows), 'end' (the server ends it, and why). Resume with"
                    + " Last-Event-ID. A slow client gets fewer events, never older ones.")
            .access(
                Access.perItem(
                    Action.READ_DATA,
                    "Each value passes the authorisation point. SYSTEM needs READ_SYSTEM at the"
                        + " server; JOBS tells one's own."))
            .with(POINTS, ASSET, SOURCE, TOPICS, AFTER)
            .answers(Answer.media(MEDIA_TYPE, "Events, until one side ends it."))
            .fails(WebError.STREAMS_EXHAUSTED, WebError.THING_UNKNOWN, WebError.NOT_READY)
            .handledBy(this::open));
  }

  private Reply open(ApiRequest request) {
    if (stopping) {
      throw new WebException(WebError.NOT_READY, "The server stops. Come again later.");
    }
    Selection selection = select(request);
    Set<Topic> topics = Set.copyOf(request.get(TOPICS));
    if (topics.contains(Topic.SYSTEM)) {
      request.require(Action.READ_SYSTEM, new Resource.Server(Place.of(server)));
    }
    String resume = resume(request);
    long afterChange = changeIn(resume);
    String name = request.principal().name();
    return Reply.stream(
            MEDIA_TYPE,
            out -> {
              try (StreamLimit.Taken _ = limit.take(name);
                  LiveSubscription subscription =
                      sources.live().subscribe(selection.points(), afterChange)) {
                run(out, selection, topics, subscription, !resume.isEmpty() && afterChange == 0);
              }
            })
        .with("X-Accel-Buffering", "no");
  }

  private void run(
      OutputStream out,
      Selection selection,
      Set<Topic> topics,
      LiveSubscription subscription,
      boolean restarted)
      throws IOException, InterruptedException {
    new ClientStream(
            selection, topics, sources, places, registry, validity, settings, clock, () -> stopping)
        .run(new EventWriter(out, clock), subscription, restarted, epoch);
  }

  private static String resume(ApiRequest request) {
    String header = request.header("Last-Event-ID");
    return header == null ? request.find(AFTER).orElse("") : header;
  }

  /** The change in an id of ours; 0 if another server gave it. */
  private long changeIn(String id) {
    int dash = id.indexOf('-');
    if (dash < 0 || !id.substring(0, dash).equals(epoch)) {
      return 0;
    }
    try {
      return Math.max(0, Long.parseLong(id.substring(dash + 1)));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private Selection select(ApiRequest request) {
    OrganisationId organisation = request.organisation();
    Optional<SourceId> source = request.find(SOURCE);
    source.ifPresent(id -> request.require(Action.READ_DATA, places.source(organisation, id)));
    return new Selection(
        request.principal(), organisation, points(request, organisation), source.orElse(null));
  }

  private @Nullable Collection<PointId> points(ApiRequest request, OrganisationId organisation) {
    Optional<List<PointId>> named = request.find(POINTS);
    Optional<AssetId> asset = request.find(ASSET);
    if (named.isPresent() && asset.isPresent()) {
      throw WebException.parameter(
          WebError.PARAMETER_INVALID, "asset", "Choose by 'points' or by 'asset', not by both.");
    }
    if (named.isPresent()) {
      places
          .points(organisation, named.get())
          .forEach(point -> request.require(Action.READ_DATA, point));
      return named.get();
    }
    if (asset.isPresent()) {
      request.require(Action.READ_DATA, places.asset(organisation, asset.get()));
      return below(organisation, asset.get());
    }
    return null;
  }

  private List<PointId> below(OrganisationId organisation, AssetId asset) {
    List<PointId> points = new ArrayList<>();
    for (AssetId each : registry.assets().subtree(organisation, asset)) {
      registry.points().ofAsset(organisation, each).stream().map(Point::id).forEach(points::add);
      if (points.size() > MAX_SUBTREE_POINTS) {
        throw WebException.parameter(
            WebError.PARAMETER_INVALID,
            "asset",
            "There are more than " + MAX_SUBTREE_POINTS + " points below; choose a smaller part.");
      }
    }
    return points;
  }

  /** Streams that are open now. */
  public int open() {
    return limit.open();
  }

  /** Ends all streams within a few seconds, and lets no new one begin. */
  @Override
  public void close() {
    stopping = true;
  }
}
