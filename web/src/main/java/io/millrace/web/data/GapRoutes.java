package io.millrace.web.data;

import static io.millrace.web.plant.PlantParameters.FROM;
import static io.millrace.web.plant.PlantParameters.POINT;
import static io.millrace.web.plant.PlantParameters.TO;

import io.millrace.history.error.HistoryError;
import io.millrace.history.query.GapAnswer;
import io.millrace.history.query.GapRequest;
import io.millrace.history.query.HistoryReader;
import io.millrace.model.plant.Point;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;

/** When a point had no data. */
public final class GapRoutes {
  /** Periods that may pass unnoticed: one late or lost value is no gap. */
  private static final int TOLERANCE = 3;

  private static final long MAX_SILENCE_S = 366L * 24 * 3600;
  private static final Parameter<Long> SILENCE =
      Parameter.query(
          "silenceSeconds",
          ParameterType.int64(0, MAX_SILENCE_S),
          "Longest time between two samples that is no gap; 0 if only markers count. Three times"
              + " the point's expected period if absent.");

  private final Registry registry;
  private final PlantPlaces places;
  private final HistoryReader history;
  private final PointHandles handles;
  private final NanoClock clock;

  public GapRoutes(
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

  /** One route. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/points/{point}/gaps", "listGaps")
            .tag(LatestRoutes.TAG)
            .summary("When a point had no data")
            .description("In the last 24 hours unless a span is named.")
            .access(
                Access.to(
                    Action.READ_DATA,
                    request -> places.point(request.organisation(), request.get(POINT))))
            .with(POINT, FROM, TO, SILENCE)
            .answers(Answer.json(GapList.class, "Gaps."))
            .fails(HistoryError.HISTORY_QUERY_INVALID)
            .handledBy(this::gaps));
  }

  private Reply gaps(ApiRequest request) {
    Point point =
        registry
            .points()
            .find(request.organisation(), request.get(POINT))
            .orElseThrow(() -> WebException.unknown("point"));
    long silenceNs =
        request
            .find(SILENCE)
            .map(seconds -> seconds * Times.SECOND)
            .orElse(TOLERANCE * point.spec().traits().expectedPeriodNs());
    long nowNs = clock.nowNs();
    GapAnswer answer =
        history.gaps(
            handles.handleOf(point.id()),
            new GapRequest(TimeSpan.recent(request, nowNs, Times.DAY), silenceNs, nowNs));
    return Reply.ok(
        new GapList(
            answer.gaps().stream().map(GapView::of).toList(),
            answer.isComplete(),
            silenceNs == 0 ? null : (double) silenceNs / Times.SECOND,
            DamageView.orNull(answer.damages())));
  }
}
