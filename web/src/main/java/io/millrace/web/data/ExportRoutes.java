package io.millrace.web.data;

import static io.millrace.web.plant.PlantParameters.FROM;
import static io.millrace.web.plant.PlantParameters.TO;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.history.chunk.Samples;
import io.millrace.history.query.HistoryReader;
import io.millrace.history.query.RangeRequest;
import io.millrace.history.query.SamplePage;
import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.TimeRange;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiJson;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;

/** Samples of many points, taken away: CSV, or one JSON object per line. */
public final class ExportRoutes {
  /** The form of an export. */
  public enum Form {
    /** Point, time, value, quality. */
    CSV,
    /** One object per line (NDJSON). */
    JSON_LINES
  }

  private static final String JSON_LINES = "application/x-ndjson";
  private static final int PAGE = 10_000;
  private static final int BUFFER = 1 << 16;
  private static final int MAX_POINTS = 200;
  private static final Parameter<List<PointId>> POINTS =
      Parameter.query(
          "points", ParameterType.id(PointId::of).list(MAX_POINTS), "Which, with commas between.");
  private static final Parameter<AssetId> ASSET =
      Parameter.query(
          "asset", ParameterType.id(AssetId::of), "All at this asset and below it instead.");
  private static final Parameter<Form> FORM =
      Parameter.query("form", ParameterType.oneOf(Form.class), "CSV, or one JSON object per line.")
          .orElse(Form.CSV);

  private final Registry registry;
  private final PlantPlaces places;
  private final PointIndex index;
  private final HistoryReader history;
  private final PointHandles handles;

  public ExportRoutes(
      Registry registry,
      PlantPlaces places,
      PointIndex index,
      HistoryReader history,
      PointHandles handles) {
    this.registry = registry;
    this.places = places;
    this.index = index;
    this.history = history;
    this.handles = handles;
  }

  /** One route. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/export/samples", "exportSamples")
            .tag(LatestRoutes.TAG)
            .summary("Take away samples of many points")
            .description(
                "Point after point, each in the order of time; as long as it takes. Without an end"
                    + " of the span it is everything.")
            .access(Access.toAll(Action.EXPORT_DATA, this::wanted))
            .with(POINTS, ASSET, FROM, TO, FORM)
            .answers(
                Answer.media(SampleCsv.MEDIA_TYPE, "A header, then a row per sample."),
                Answer.media(JSON_LINES, "A line per sample."))
            .fails(WebError.PARAMETER_MISSING, WebError.THING_UNKNOWN)
            .handledBy(this::export));
  }

  private List<? extends Resource> wanted(ApiRequest request) {
    Optional<AssetId> asset = request.find(ASSET);
    if (asset.isPresent()) {
      return List.of(places.asset(request.organisation(), asset.get()));
    }
    return places.points(request.organisation(), points(request));
  }

  private List<PointId> points(ApiRequest request) {
    return request
        .find(POINTS)
        .orElseThrow(
            () ->
                WebException.parameter(
                    WebError.PARAMETER_MISSING, "points", "Name points, or an asset."));
  }

  private Reply export(ApiRequest request) {
    Optional<AssetId> asset = request.find(ASSET);
    List<PointId> points = asset.isPresent() ? below(request, asset.get()) : points(request);
    TimeRange range = TimeSpan.open(request);
    return switch (request.get(FORM)) {
      case CSV ->
          Reply.stream(SampleCsv.MEDIA_TYPE, out -> csv(points, range, out))
              .with("Content-Disposition", "attachment; filename=\"samples.csv\"");
      case JSON_LINES ->
          Reply.stream(JSON_LINES, out -> jsonLines(points, range, out))
              .with("Content-Disposition", "attachment; filename=\"samples.ndjson\"");
    };
  }

  /** Those that the caller may take away: an asset may have parts at another site. */
  private List<PointId> below(ApiRequest request, AssetId asset) {
    OrganisationId organisation = request.organisation();
    Set<AssetId> subtree = new HashSet<>(registry.assets().subtree(organisation, asset));
    List<PointId> points = new ArrayList<>();
    for (PointIndex.Entry entry : index.all(organisation)) {
      @Nullable AssetId at = entry.asset();
      if (at != null
          && subtree.contains(at)
          && request.may(Action.EXPORT_DATA, new Resource.Point(entry.place(), entry.point()))) {
        points.add(entry.point());
      }
    }
    return points;
  }

  /** Does something with a page of samples. */
  private interface PageWriter {
    void write(PointId point, Samples samples) throws IOException;
  }

  private void pages(List<PointId> points, TimeRange range, PageWriter writer) throws IOException {
    for (PointId point : points) {
      int handle = handles.handleOf(point);
      SamplePage page = history.range(handle, new RangeRequest(range, false, PAGE, null));
      writer.write(point, page.samples());
      while (page.next() != null) {
        page = history.range(handle, new RangeRequest(range, false, PAGE, page.next()));
        writer.write(point, page.samples());
      }
    }
  }

  private void csv(List<PointId> points, TimeRange range, OutputStream out) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
    buffered.write("point,time,value,quality\r\n".getBytes(UTF_8));
    pages(points, range, (point, samples) -> SampleCsv.rows(point + ",", samples, buffered));
    buffered.flush();
  }

  private void jsonLines(List<PointId> points, TimeRange range, OutputStream out)
      throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
    ObjectWriter lines = ApiJson.mapper().writer().withRootValueSeparator(String.valueOf('\n'));
    try (JsonGenerator json = lines.createGenerator(buffered)) {
      json.configure(StreamWriteFeature.AUTO_CLOSE_CONTENT, false);
      json.configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
      SampleJson sampleJson = new SampleJson(json);
      pages(
          points,
          range,
          (point, samples) -> {
            for (int i = 0; i < samples.size(); i++) {
              json.writeStartObject();
              sampleJson.point(point);
              sampleJson.members(samples.sample(i));
              json.writeEndObject();
            }
          });
    }
    buffered.flush();
  }
}
