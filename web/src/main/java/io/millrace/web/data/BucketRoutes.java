package io.millrace.web.data;

import static io.millrace.web.plant.PlantParameters.FROM;
import static io.millrace.web.plant.PlantParameters.POINT;
import static io.millrace.web.plant.PlantParameters.TO;

import io.millrace.history.error.HistoryError;
import io.millrace.history.query.Aggregate;
import io.millrace.history.query.AggregateAnswer;
import io.millrace.history.query.AggregateRequest;
import io.millrace.history.query.HistoryReader;
import io.millrace.model.calendar.BucketUnit;
import io.millrace.model.calendar.CalendarBucket;
import io.millrace.model.calendar.CalendarBuckets;
import io.millrace.model.calendar.CalendarError;
import io.millrace.model.id.AssetId;
import io.millrace.model.plant.PlantCalendar;
import io.millrace.model.plant.Point;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
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
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Samples of one point summed up: over equal buckets of time, or over those of the calendar. */
public final class BucketRoutes {
  private static final int MAX_COUNT = 10_000;
  private static final Parameter<Integer> COUNT =
      Parameter.query("count", ParameterType.integer(1, MAX_COUNT), "How many buckets.")
          .orElse(500);
  private static final Parameter<BucketUnit> UNIT =
      Parameter.query("unit", ParameterType.oneOf(BucketUnit.class), "Length of the buckets.")
          .mandatory();
  private static final Parameter<ZoneId> ZONE =
      Parameter.query(
          "zone",
          zones(),
          "IANA time zone of the wall clock, instead of that of the point's asset and its"
              + " calendar; not with shifts.");

  private final Registry registry;
  private final PlantPlaces places;
  private final HistoryReader history;
  private final PointHandles handles;
  private final NanoClock clock;

  public BucketRoutes(
      Registry registry,
      PlantPlaces places,
      HistoryReader history,
      PointHandles handles,
      NanoClock clock) {
    this.registry = registry;
    this.places = places;
    this.history = history;
    this.handles = handles;
    this.clock = clock;
  }

  private static ParameterType<ZoneId> zones() {
    return new ParameterType<>(
        ParameterType.text(1, 60).schema(),
        text -> {
          try {
            return ZoneId.of(ParameterType.text(1, 60).read().apply(text));
          } catch (DateTimeException e) {
            throw new IllegalArgumentException("it is an IANA time zone such as Europe/Berlin", e);
          }
        });
  }

  /** By number, by calendar. */
  public List<Route> routes() {
    Access access =
        Access.to(
            Action.READ_DATA, request -> places.point(request.organisation(), request.get(POINT)));
    return List.of(
        Route.get("/api/v1/points/{point}/buckets", "listBuckets")
            .tag(LatestRoutes.TAG)
            .summary("A point's samples in so many buckets of equal length")
            .description(
                "The last 24 hours unless a span is named. What lies between the samples is taken"
                    + " as the point's interpolation says.")
            .access(access)
            .with(POINT, FROM, TO, COUNT)
            .answers(Answer.json(BucketList.class, "One item per bucket, empty ones included."))
            .fails(HistoryError.HISTORY_QUERY_INVALID, HistoryError.HISTORY_QUERY_TOO_LARGE)
            .handledBy(this::buckets),
        Route.get("/api/v1/points/{point}/periods", "listPeriods")
            .tag(LatestRoutes.TAG)
            .summary("A point's samples by hour, shift, day, week, month or year")
            .description(
                "The last seven days unless a span is named; the first and the last period are"
                    + " whole. Days are those of the time zone of the point's asset, daylight"
                    + " saving included; shifts and production days are those of its calendar.")
            .access(access)
            .with(POINT, FROM, TO, UNIT, ZONE)
            .answers(Answer.json(BucketList.class, "One item per period."))
            .fails(
                HistoryError.HISTORY_QUERY_INVALID,
                HistoryError.HISTORY_QUERY_TOO_LARGE,
                CalendarError.CALENDAR_SPAN_TOO_LONG,
                WebError.STATE_CONFLICT)
            .handledBy(this::periods));
  }

  private Point point(ApiRequest request) {
    return registry
        .points()
        .find(request.organisation(), request.get(POINT))
        .orElseThrow(() -> WebException.unknown("point"));
  }

  private Reply buckets(ApiRequest request) {
    Point point = point(request);
    TimeRange range = TimeSpan.recent(request, clock.nowNs(), Times.DAY);
    AggregateAnswer answer =
        history.aggregate(
            handles.handleOf(point.id()),
            AggregateRequest.ofCount(
                range, request.get(COUNT), point.spec().traits().interpolation(), clock.nowNs()));
    return reply(
        point,
        answer,
        answer.aggregates().stream().map(bucket -> BucketView.of(null, bucket)).toList());
  }

  private Reply periods(ApiRequest request) {
    Point point = point(request);
    TimeRange range = TimeSpan.recent(request, clock.nowNs(), 7 * Times.DAY);
    List<CalendarBucket> periods = calendar(request, point).over(range, request.get(UNIT));
    if (periods.isEmpty()) {
      return Reply.ok(new BucketList(point.id(), point.spec().traits().unit(), List.of(), null));
    }
    Edges edges = Edges.of(periods);
    AggregateAnswer answer =
        history.aggregate(
            handles.handleOf(point.id()),
            new AggregateRequest(
                edges.edges(), point.spec().traits().interpolation(), clock.nowNs()));
    List<BucketView> views = new ArrayList<>();
    for (int i = 0; i < answer.aggregates().size(); i++) {
      String label = edges.labels().get(i);
      if (label != null) {
        Aggregate bucket = answer.aggregates().get(i);
        views.add(BucketView.of(label, bucket));
      }
    }
    return reply(point, answer, views);
  }

  private static Reply reply(Point point, AggregateAnswer answer, List<BucketView> views) {
    return Reply.ok(
        new BucketList(
            point.id(), point.spec().traits().unit(), views, DamageView.orNull(answer.damages())));
  }

  private CalendarBuckets calendar(ApiRequest request, Point point) {
    Optional<ZoneId> zone = request.find(ZONE);
    BucketUnit unit = request.get(UNIT);
    boolean byShift = unit == BucketUnit.SHIFT || unit == BucketUnit.PRODUCTION_DAY;
    if (zone.isPresent() && !byShift) {
      return CalendarBuckets.inZone(zone.get());
    }
    @Nullable AssetId asset = point.spec().asset();
    Optional<PlantCalendar> calendar =
        asset == null
            ? Optional.empty()
            : registry.calendars().ofAsset(request.organisation(), asset);
    if (byShift) {
      return new CalendarBuckets(
          calendar
              .orElseThrow(
                  () ->
                      new WebException(
                          WebError.STATE_CONFLICT,
                          "The point's asset follows no calendar, so it has no shifts. Give it"
                              + " one, or ask by day."))
              .shifts());
    }
    return CalendarBuckets.inZone(
        asset == null ? ZoneOffset.UTC : registry.assets().zone(request.organisation(), asset));
  }

  /**
   * Periods as consecutive buckets: where one does not begin as the one before ends, a bucket
   * without a label lies between.
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Edges(long[] edges, List<@Nullable String> labels) {
    static Edges of(List<CalendarBucket> periods) {
      long[] edges = new long[2 * periods.size() + 1];
      List<@Nullable String> labels = new ArrayList<>();
      int size = 0;
      edges[size++] = periods.getFirst().range().fromNs();
      for (CalendarBucket period : periods) {
        if (period.range().fromNs() > edges[size - 1]) {
          edges[size++] = period.range().fromNs();
          labels.add(null);
        }
        if (period.range().fromNs() < edges[size - 1]) {
          throw new WebException(
              WebError.STATE_CONFLICT,
              "Shifts of the calendar overlap, so nothing can be summed up by them.");
        }
        edges[size++] = period.range().toNs();
        labels.add(period.label());
      }
      return new Edges(Arrays.copyOf(edges, size), labels);
    }
  }
}
