package io.millrace.web.upload;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.PlantError;
import io.millrace.pipeline.format.FormatError;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Handler;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import io.millrace.web.route.RouteBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Uploads of past data: hand over a file, see what would happen, start it, watch it. */
public final class UploadRoutes {
  private static final String TAG = "Uploads";
  private static final String PATH = "/api/v1/uploads";
  private static final String ONE = PATH + "/{upload}";
  private static final Parameter<SourceId> SOURCE =
      Parameter.query("source", ParameterType.id(SourceId::of), "As whose data.").mandatory();
  private static final Parameter<String> CHANNEL =
      Parameter.query(
              "channel",
              ParameterType.text(1, 200),
              "Under which name its columns are addresses of the source; the same for files of the"
                  + " same kind.")
          .orElse("upload");
  private static final Parameter<String> ZONE =
      Parameter.query(
              "zone", ParameterType.text(1, 60), "IANA time zone of times that name no offset.")
          .orElse("UTC");
  private static final Parameter<Boolean> START =
      Parameter.query(
              "start",
              ParameterType.bool(),
              "Take it in without being looked at, if every row can be read.")
          .orElse(false);
  private static final Parameter<UUID> UPLOAD =
      Parameter.path("upload", ParameterType.id(UUID::fromString), "The upload's id.");

  private final Registry registry;
  private final PlantPlaces places;
  private final UploadJobs jobs;
  private final UploadViews views;
  private final long maxBytes;

  /**
   * @param maxBytes of one file ({@code limits.upload-size})
   */
  public UploadRoutes(Registry registry, PlantPlaces places, UploadJobs jobs, long maxBytes) {
    this.registry = registry;
    this.places = places;
    this.jobs = jobs;
    this.maxBytes = maxBytes;
    views = new UploadViews(registry);
  }

  /** All of it. */
  public List<Route> routes() {
    return List.of(
        Route.post(PATH, "uploadFile")
            .tag(TAG)
            .summary("Hand over a CSV file of past data")
            .description(
                "It is checked first: the answer says how it seems to be written, and the check"
                    + " what would become of each column, with the rows that cannot be read and"
                    + " their lines. Nothing is taken in until it is started. Jobs are forgotten"
                    + " when the server restarts; what was taken in stays, and taking a file in"
                    + " once more yields duplicates, which are recognised.")
            .access(
                Access.to(
                    Action.UPLOAD_DATA,
                    request -> places.source(request.organisation(), request.get(SOURCE))))
            .with(SOURCE, CHANNEL, ZONE, START)
            .takesStream(
                List.of("text/csv", "text/plain", "application/octet-stream"),
                maxBytes,
                "The file.")
            .answers(Answer.json(201, UploadView.class, "The upload, which is checked now."))
            .fails(WebError.STATE_CONFLICT, WebError.THING_UNKNOWN, PlantError.PLANT_FIELD_INVALID)
            .fails(FormatError.values())
            .handledBy(this::add),
        Route.get(PATH, "listUploads")
            .tag(TAG)
            .summary("Uploads since the server was started")
            .access(Access.perItem(Action.UPLOAD_DATA, "Each by its source."))
            .answers(Answer.json(UploadList.class, "The newest first, a hundred at most."))
            .handledBy(this::list),
        Route.get(ONE, "getUpload")
            .tag(TAG)
            .summary("An upload")
            .access(Access.to(Action.UPLOAD_DATA, this::resource))
            .with(UPLOAD)
            .answers(Answer.json(UploadView.class, "The upload."))
            .handledBy(request -> Reply.ok(views.of(job(request).snapshot()))),
        Route.post(ONE + "/reading", "readUploadAs")
            .tag(TAG)
            .summary("Check a file again, read in another way")
            .access(Access.to(Action.UPLOAD_DATA, this::resource))
            .with(UPLOAD)
            .takes(ReadingBody.class, "How it shall be read.")
            .answers(Answer.json(UploadView.class, "The upload, which is checked now."))
            .fails(WebError.STATE_CONFLICT)
            .handledBy(
                request -> {
                  UploadJob job = job(request);
                  return Reply.ok(
                      views.of(
                          jobs.readAs(job, request.body(ReadingBody.class).over(job.reading()))));
                }),
        act("start", "startUpload", "Take a checked file in").handledBy(acting(jobs::start)),
        act("cancel", "cancelUpload", "Stop an upload; what was taken in before stays")
            .handledBy(acting(jobs::cancel)));
  }

  private RouteBuilder act(String verb, String operationId, String summary) {
    return Route.post(ONE + "/" + verb, operationId)
        .tag(TAG)
        .summary(summary)
        .access(Access.to(Action.UPLOAD_DATA, this::resource))
        .with(UPLOAD)
        .answers(Answer.json(UploadView.class, "The upload."))
        .fails(WebError.STATE_CONFLICT);
  }

  /** Does something to an upload. */
  private interface Act {
    UploadJob.Snapshot to(UploadJob job);
  }

  private Handler acting(Act act) {
    return request -> Reply.ok(views.of(act.to(job(request))));
  }

  private UploadJob job(ApiRequest request) {
    return jobs.find(request.organisation(), request.get(UPLOAD))
        .orElseThrow(
            () ->
                new WebException(
                    WebError.THING_UNKNOWN,
                    "There is no such upload, or it was forgotten when the server restarted. What"
                        + " had been taken in is there; hand the file over again for the rest."));
  }

  private Resource resource(ApiRequest request) {
    return places.source(request.organisation(), job(request).order.source());
  }

  private Reply add(ApiRequest request) {
    OrganisationId organisation = request.organisation();
    UploadOrder order =
        new UploadOrder(
            organisation,
            request.principal().name(),
            request.get(SOURCE),
            request.get(CHANNEL),
            request.get(START));
    ZoneId zone = zone(request.get(ZONE));
    if (registry.sources().find(organisation, order.source()).orElseThrow().retired()) {
      throw new WebException(
          WebError.STATE_CONFLICT, "The source is out of use. Take it into use again first.");
    }
    try (InputStream body = request.bodyStream()) {
      UploadJob.Snapshot job = jobs.add(order, body, zone);
      return Reply.created(PATH + "/" + job.id(), views.of(job));
    } catch (IOException e) {
      throw new WebException(
          WebError.BODY_INVALID,
          "The file ended early, came too slowly, or there is no room for it. Send it again.",
          e);
    }
  }

  private static ZoneId zone(String name) {
    try {
      return name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw WebException.parameter(
          WebError.PARAMETER_INVALID,
          "zone",
          "The parameter 'zone' is not valid: it is an IANA time zone such as Europe/Berlin.");
    }
  }

  private Reply list(ApiRequest request) {
    return Reply.ok(
        new UploadList(
            jobs.all(request.organisation()).stream()
                .filter(
                    job ->
                        registry
                            .sources()
                            .find(request.organisation(), job.order.source())
                            .filter(
                                source -> request.may(Action.UPLOAD_DATA, places.resource(source)))
                            .isPresent())
                .map(job -> views.of(job.snapshot()))
                .toList()));
  }
}
