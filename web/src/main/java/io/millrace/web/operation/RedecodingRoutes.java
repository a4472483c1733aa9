package io.millrace.web.operation;

import static io.millrace.web.plant.PlantParameters.SOURCE;

import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;
import io.millrace.model.time.TimeRange;
import io.millrace.pipeline.error.PipelineError;
import io.millrace.pipeline.redecode.RedecodePreview;
import io.millrace.pipeline.redecode.RedecodeRequest;
import io.millrace.pipeline.redecode.Redecoding;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiTime;
import io.millrace.web.operation.RedecodingPreviewView.RedecodingDifference;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import io.millrace.web.route.RouteBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decoding anew after a correction: look at the difference first, then order it, watch it, take it
 * back. Previews are forgotten when the server stops, and the oldest when there are many.
 */
public final class RedecodingRoutes {
  private static final String TAG = "Decoding anew";
  private static final String PREVIEWS = "/api/v1/sources/{source}/redecoding/previews";
  private static final String ORDERS = "/api/v1/sources/{source}/redecoding/orders";
  private static final int MAX_PREVIEWS = 20;
  private static final Parameter<UUID> PREVIEW =
      Parameter.path("preview", ParameterType.id(UUID::fromString), "The preview's id.");
  private static final Parameter<Long> ORDER =
      Parameter.path("order", ParameterType.int64(0, Long.MAX_VALUE), "The order's number.");

  private final PlantPlaces places;
  private final Redecoding redecoding;
  private final IdGenerator ids;
  private final Map<UUID, Preview> previews = new LinkedHashMap<>();

  /** A preview that runs, or has run. */
  private record Preview(
      UUID id,
      OrganisationId organisation,
      RedecodeRequest request,
      BackgroundTask<RedecodePreview> task) {}

  public RedecodingRoutes(PlantPlaces places, Redecoding redecoding, IdGenerator ids) {
    this.places = places;
    this.redecoding = redecoding;
    this.ids = ids;
  }

  /** Preview, order, watch, take back. */
  public List<Route> routes() {
    return List.of(
        route(Route.post(PREVIEWS, "previewRedecoding"))
            .summary("Compute what decoding messages anew would change")
            .description(
                "Reads all messages of the source that the journal still has and that are asked"
                    + " for, in the background. Changes nothing.")
            .takes(RedecodingBody.class, "Which messages.")
            .answers(Answer.json(201, RedecodingPreviewView.class, "It runs."))
            .fails(WebError.STATE_CONFLICT)
            .handledBy(this::preview),
        route(Route.get(PREVIEWS + "/{preview}", "getRedecodingPreview"))
            .with(PREVIEW)
            .summary("A preview: how far it is, or the difference")
            .answers(Answer.json(RedecodingPreviewView.class, "The preview."))
            .handledBy(request -> Reply.ok(view(found(request)))),
        route(Route.post(PREVIEWS + "/{preview}/stop", "stopRedecodingPreview"))
            .with(PREVIEW)
            .summary("Stop a preview")
            .answers(Answer.json(RedecodingPreviewView.class, "The preview."))
            .handledBy(
                request -> {
                  Preview preview = found(request);
                  preview.task.stop();
                  return Reply.ok(view(preview));
                }),
        route(Route.post(PREVIEWS + "/{preview}/order", "orderRedecoding"))
            .with(PREVIEW)
            .summary("Order what a preview showed")
            .description(
                "What only the old decoding has is removed, and what is new is added; it is written"
                    + " to the journal, and every replay obeys. People only.")
            .answers(Answer.json(RedecodingOrders.class, "Orders of the source."))
            .fails(WebError.STATE_CONFLICT)
            .fails(PipelineError.REDECODING_INVALID, PipelineError.REDECODING_BUSY)
            .handledBy(this::order),
        route(Route.get(ORDERS, "listRedecodingOrders"))
            .summary("Orders to decode messages of a source anew")
            .answers(Answer.json(RedecodingOrders.class, "The newest first."))
            .handledBy(this::orders),
        route(Route.post(ORDERS + "/{order}/take-back", "takeBackRedecoding"))
            .with(ORDER)
            .summary("Take an order back")
            .description("Its messages are decoded with their own configurations again.")
            .answers(Answer.json(RedecodingOrders.class, "Orders of the source."))
            .fails(
                PipelineError.REDECODING_UNKNOWN,
                PipelineError.REDECODING_INVALID,
                PipelineError.REDECODING_BUSY)
            .handledBy(
                request -> {
                  redecoding.takeBack(
                      request.get(ORDER), request.get(SOURCE), request.person().user());
                  return orders(request);
                }));
  }

  private RouteBuilder route(RouteBuilder builder) {
    return builder.tag(TAG).access(Access.to(Action.REDECODE_DATA, this::resource)).with(SOURCE);
  }

  private Resource resource(ApiRequest request) {
    return places.source(request.organisation(), request.get(SOURCE));
  }

  private Reply preview(ApiRequest request) {
    SourceId source = request.get(SOURCE);
    RedecodingBody body = request.body(RedecodingBody.class);
    long fromNs = body.from() == null ? Long.MIN_VALUE : ApiTime.toNs(body.from());
    long toNs = body.to() == null ? Long.MAX_VALUE : ApiTime.toNs(body.to());
    if (toNs < fromNs) {
      throw WebException.field("to", "The span ends before it begins: 'to' is before 'from'.");
    }
    RedecodeRequest wanted =
        new RedecodeRequest(
            source, body.channels() == null ? "#" : body.channels(), new TimeRange(fromNs, toNs));
    Preview preview =
        new Preview(
            ids.next(),
            request.organisation(),
            wanted,
            new BackgroundTask<>(
                "redecoding-preview", task -> redecoding.preview(wanted, task::progress)));
    add(preview);
    preview.task.start();
    return Reply.created(
        "/api/v1/sources/" + source + "/redecoding/previews/" + preview.id, view(preview));
  }

  private synchronized void add(Preview preview) {
    boolean isRunning =
        previews.values().stream()
            .anyMatch(each -> each.task.status().state() == BackgroundTask.State.RUNNING);
    if (isRunning) {
      throw new WebException(
          WebError.STATE_CONFLICT, "Another preview is running. Wait for it, or stop it.");
    }
    previews.put(preview.id, preview);
    if (previews.size() > MAX_PREVIEWS) {
      previews.remove(previews.keySet().iterator().next());
    }
  }

  private synchronized Preview found(ApiRequest request) {
    Preview preview = previews.get(request.get(PREVIEW));
    if (preview == null
        || !preview.organisation.equals(request.organisation())
        || !preview.request.source().equals(request.get(SOURCE))) {
      throw new WebException(
          WebError.THING_UNKNOWN,
          "There is no such preview, or it was forgotten when the server restarted. Make it anew.");
    }
    return preview;
  }

  private Reply order(ApiRequest request) throws InterruptedException {
    BackgroundTask.Status<RedecodePreview> status = found(request).task.status();
    @Nullable RedecodePreview shown = status.result();
    if (status.state() != BackgroundTask.State.DONE || shown == null) {
      throw new WebException(
          WebError.STATE_CONFLICT, "Only what a finished preview showed can be ordered.");
    }
    redecoding.order(shown, request.person().user());
    return orders(request);
  }

  private Reply orders(ApiRequest request) {
    return Reply.ok(
        new RedecodingOrders(
            redecoding.status(request.get(SOURCE)).stream().map(RedecodingOrderView::of).toList()));
  }

  private static RedecodingPreviewView view(Preview preview) {
    BackgroundTask.Status<RedecodePreview> status = preview.task.status();
    TimeRange received = preview.request.received();
    RedecodePreview result = status.result();
    return new RedecodingPreviewView(
        preview.id,
        preview.request.source(),
        preview.request.channelFilter(),
        received.fromNs() == Long.MIN_VALUE ? null : ApiTime.of(received.fromNs()),
        received.toNs() == Long.MAX_VALUE ? null : ApiTime.of(received.toNs()),
        status.state().name(),
        status.share(),
        status.message().isEmpty() ? null : status.message(),
        result == null ? null : RedecodingDifference.of(result));
  }
}
