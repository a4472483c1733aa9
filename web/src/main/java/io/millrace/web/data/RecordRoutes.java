package io.millrace.web.data;

import static io.millrace.web.plant.PlantParameters.POINT;

import io.millrace.history.blob.BlobAddress;
import io.millrace.history.blob.BlobStore;
import io.millrace.history.chunk.Samples;
import io.millrace.history.error.HistoryError;
import io.millrace.history.query.HistoryReader;
import io.millrace.history.query.RangeRequest;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.SampleValue;
import io.millrace.security.authorisation.Action;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiJson;
import io.millrace.web.json.ApiTime;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The bytes of records: waveforms, images, arrays, files. Always to be saved, never to be shown by
 * the browser in this server's name, since a device wrote them; types that a browser might run are
 * given out as plain bytes.
 */
public final class RecordRoutes {
  private static final String BYTES = "application/octet-stream";
  private static final Set<String> HARMLESS =
      Set.of(Answer.JSON, "text/plain", "text/csv", "image/png", "image/jpeg", "audio/wav");
  private static final Parameter<Instant> AT =
      Parameter.query("at", ParameterType.time(), "The record's exact time, as in its sample.")
          .mandatory();

  private final PlantPlaces places;
  private final HistoryReader history;
  private final PointHandles handles;
  private final BlobStore blobs;

  public RecordRoutes(
      PlantPlaces places, HistoryReader history, PointHandles handles, BlobStore blobs) {
    this.places = places;
    this.history = history;
    this.handles = handles;
    this.blobs = blobs;
  }

  /** One route. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/points/{point}/record", "getRecord")
            .tag(LatestRoutes.TAG)
            .summary("The bytes of a record")
            .description(
                "Of a point of the kind RECORD, whose samples say when there is one, of which type"
                    + " and how large.")
            .access(
                Access.to(
                    Action.READ_DATA,
                    request -> places.point(request.organisation(), request.get(POINT))))
            .with(POINT, AT)
            .answers(
                Answer.media(BYTES, "The bytes, of whatever type they say that they are."),
                Answer.media("application/json", "An array."),
                Answer.media("text/plain", "A text."),
                Answer.media("text/csv", "A table."),
                Answer.media("image/png", "An image."),
                Answer.media("image/jpeg", "An image."),
                Answer.media("audio/wav", "A sound."))
            .fails(HistoryError.HISTORY_BLOB_NOT_FOUND, HistoryError.HISTORY_BLOB_DAMAGED)
            .handledBy(this::record));
  }

  private Reply record(ApiRequest request) {
    long timeNs = ApiTime.toNs(request.get(AT));
    Samples found =
        history
            .range(
                handles.handleOf(request.get(POINT)),
                new RangeRequest(TimeSpan.instant(timeNs), false, 1, null))
            .samples();
    if (found.size() == 0 || !(found.value(0) instanceof SampleValue.OfRecord record)) {
      throw new WebException(
          WebError.THING_UNKNOWN, "The point has no record with exactly this time.");
    }
    JsonNode descriptor = descriptor(record.descriptor());
    String mediaType = safeType(descriptor.path("type").asString(""));
    return content(descriptor, mediaType)
        .with("Content-Disposition", "attachment; filename=\"record" + ending(mediaType) + "\"");
  }

  private Reply content(JsonNode descriptor, String mediaType) {
    if (descriptor.has("inline")) {
      return Reply.bytes(
          mediaType, descriptor.path("inline").asString("").getBytes(StandardCharsets.UTF_8));
    }
    InputStream content = blobs.open(BlobAddress.parse(descriptor.path("blob").asString("")));
    return Reply.stream(
        mediaType,
        out -> {
          try (content) {
            content.transferTo(out);
          }
        });
  }

  private static JsonNode descriptor(String text) {
    try {
      return ApiJson.mapper().readTree(text);
    } catch (JacksonException e) {
      throw new WebException(
          WebError.THING_UNKNOWN, "What is stored of this record cannot be read.", e);
    }
  }

  private static String safeType(String declared) {
    return HARMLESS.contains(declared) ? declared : BYTES;
  }

  private static String ending(String mediaType) {
    return switch (mediaType) {
      case Answer.JSON -> ".json";
      case "text/plain" -> ".txt";
      case "text/csv" -> ".csv";
      case "image/png" -> ".png";
      case "image/jpeg" -> ".jpg";
      case "audio/wav" -> ".wav";
      default -> ".bin";
    };
  }
}
