package io.millrace.web.data;

import static io.millrace.web.plant.PlantParameters.FROM;
import static io.millrace.web.plant.PlantParameters.POINT;
import static io.millrace.web.plant.PlantParameters.TO;

import io.millrace.history.chunk.Samples;
import io.millrace.history.error.HistoryError;
import io.millrace.history.query.HistoryReader;
import io.millrace.history.query.PagePosition;
import io.millrace.history.query.RangeRequest;
import io.millrace.history.query.SamplePage;
import io.millrace.model.id.PointId;
import io.millrace.model.sample.PointHandles;
import io.millrace.security.authorisation.Action;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.json.ApiJson;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Samples of one point, page by page, as JSON or CSV. */
public final class SampleRoutes {
  /** In which order samples come. */
  public enum Order {
    /** The oldest first. */
    ASCENDING,
    /** The newest first. */
    DESCENDING
  }

  private static final int MAX_PAGE = 100_000;
  private static final Parameter<Order> ORDER =
      Parameter.query(
              "order",
              ParameterType.oneOf(Order.class),
              "The oldest or the newest first; the last thousand are DESCENDING with limit=1000.")
          .orElse(Order.ASCENDING);
  private static final Parameter<Integer> LIMIT = Paging.limit(1_000, MAX_PAGE);

  private final PlantPlaces places;
  private final HistoryReader history;
  private final PointHandles handles;

  public SampleRoutes(PlantPlaces places, HistoryReader history, PointHandles handles) {
    this.places = places;
    this.history = history;
    this.handles = handles;
  }

  /** One route. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/points/{point}/samples", "listSamples")
            .tag(LatestRoutes.TAG)
            .summary("Samples of a point")
            .description(
                "As JSON or, with 'Accept: text/csv', as CSV; the header X-Millrace-Next has then"
                    + " what 'next' has in JSON. The span is half open; without an end it is"
                    + " everything.")
            .access(
                Access.to(
                    Action.READ_DATA,
                    request -> places.point(request.organisation(), request.get(POINT))))
            .with(POINT, FROM, TO, ORDER, LIMIT, Paging.AFTER)
            .answers(
                Answer.json(SampleList.class, "A page of samples."),
                Answer.media(SampleCsv.MEDIA_TYPE, "Time, value and quality."))
            .fails(HistoryError.HISTORY_QUERY_INVALID, HistoryError.HISTORY_QUERY_TOO_LARGE)
            .handledBy(this::page));
  }

  private Reply page(ApiRequest request) {
    PointId point = request.get(POINT);
    SamplePage page =
        history.range(
            handles.handleOf(point),
            new RangeRequest(
                TimeSpan.open(request),
                request.get(ORDER) == Order.DESCENDING,
                request.get(LIMIT),
                request.find(Paging.AFTER).map(PagePosition::parse).orElse(null)));
    if (SampleCsv.isWanted(request)) {
      Reply csv = Reply.stream(SampleCsv.MEDIA_TYPE, out -> SampleCsv.write(page.samples(), out));
      return page.next() == null ? csv : csv.with("X-Millrace-Next", page.next().toString());
    }
    return JsonStream.of(json -> write(json, point, page));
  }

  private static void write(JsonGenerator json, PointId point, SamplePage page) {
    Samples samples = page.samples();
    SampleJson sampleJson = new SampleJson(json);
    json.writeStartObject();
    json.writeStringProperty("point", point.toString());
    json.writeArrayPropertyStart("samples");
    for (int i = 0; i < samples.size(); i++) {
      sampleJson.write(samples, i);
    }
    json.writeEndArray();
    if (page.next() != null) {
      json.writeStringProperty("next", page.next().toString());
    }
    if (!page.damages().isEmpty()) {
      json.writeName("damages");
      ApiJson.mapper().writeValue(json, DamageView.orNull(page.damages()));
    }
    json.writeEndObject();
  }
}
