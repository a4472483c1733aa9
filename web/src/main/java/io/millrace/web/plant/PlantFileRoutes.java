package io.millrace.web.plant;

import io.millrace.model.id.AssetId;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportFormat;
import io.millrace.registry.bulk.ImportReport;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.bulk.PlantExport.CsvList;
import io.millrace.registry.change.Actor;
import io.millrace.registry.error.RegistryError;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
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
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A whole plant as a file: in and out. */
public final class PlantFileRoutes {
  private static final String TAG = "Import and export";
  private static final String CSV = "text/csv";

  /** What an export holds. */
  public enum Content {
    /** Everything, as JSON. */
    PLANT,
    /** The list of assets, as CSV. */
    ASSETS,
    /** The list of points, as CSV. */
    POINTS
  }

  private static final Parameter<Boolean> DRY_RUN =
      Parameter.query("dryRun", ParameterType.bool(), "Say what it would do, and do nothing.")
          .orElse(false);
  private static final Parameter<Content> CONTENT =
      Parameter.query(
              "content",
              ParameterType.oneOf(Content.class),
              "Everything as JSON, or a list as CSV.")
          .orElse(Content.PLANT);
  private static final Parameter<AssetId> BELOW =
      Parameter.query(
          "below", ParameterType.id(AssetId::of), "Only this asset and what stands below it.");
  private static final Parameter<Boolean> WITH_IDS =
      Parameter.query(
              "withIds", ParameterType.bool(), "With ids, so that another server keeps them.")
          .orElse(false);

  private final Registry registry;
  private final PlantPlaces places;
  private final InForce inForce;
  private final ImportSettings settings;

  public PlantFileRoutes(
      Registry registry, PlantPlaces places, InForce inForce, ImportSettings settings) {
    this.registry = registry;
    this.places = places;
    this.inForce = inForce;
    this.settings = settings;
  }

  /** In and out. */
  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/import", "importPlant")
            .tag(TAG)
            .summary("Take in a plant, or a part of it, from a file")
            .description(
                "All of it or, if there is any fault, nothing; the report names the faults with"
                    + " their lines. Things are found again by id, key or path, so the same file"
                    + " taken in again changes nothing.")
            .access(
                Access.toAll(
                    Action.EDIT_MODEL, request -> List.of(OrganisationRoutes.whole(request))))
            .with(DRY_RUN, InForce.WAIT)
            .takesStream(List.of(Answer.JSON, CSV), settings.maxBytes(), "The file.")
            .answers(Answer.json(ImportReportView.class, "What was done, or would be."))
            .fails(RegistryError.REGISTRY_TOO_LARGE)
            .handledBy(this::take),
        Route.get("/api/v1/export", "exportPlant")
            .tag(TAG)
            .summary("The plant as a file that can be taken in again")
            .description("What is out of use, and what nobody has described, is left out.")
            .access(Access.to(Action.READ_MODEL, this::below))
            .with(CONTENT, BELOW, WITH_IDS)
            .answers(
                Answer.media(Answer.JSON, "Everything."),
                Answer.media(CSV, "Assets or points, one per row."))
            .fails(RegistryError.REGISTRY_NOT_FOUND, WebError.THING_UNKNOWN)
            .handledBy(this::give));
  }

  private Resource below(ApiRequest request) {
    Optional<AssetId> below = request.find(BELOW);
    return below.isPresent()
        ? places.asset(request.organisation(), below.get())
        : OrganisationRoutes.whole(request);
  }

  private Reply take(ApiRequest request) throws InterruptedException {
    // A file may define sources, mappings and bindings too.
    request.require(Action.CONFIGURE_SOURCES, OrganisationRoutes.whole(request));
    ImportFormat format = request.mediaType().equals(CSV) ? ImportFormat.CSV : ImportFormat.JSON;
    Actor actor = request.registryActor();
    ImportReport report;
    try (InputStream in = request.bodyStream()) {
      report =
          request.get(DRY_RUN)
              ? registry.imports().dryRun(actor, in, format)
              : registry.imports().run(actor, in, format);
    } catch (IOException e) {
      throw new WebException(
          WebError.BODY_INVALID, "The file ended early or came too slowly. Send it again.", e);
    }
    return inForce.after(request, Reply.ok(ImportReportView.of(report)));
  }

  private Reply give(ApiRequest request) {
    var organisation = request.organisation();
    AssetId below = request.find(BELOW).orElse(null);
    boolean withIds = request.get(WITH_IDS);
    return switch (request.get(CONTENT)) {
      case PLANT ->
          file(
              Answer.JSON,
              "plant.json",
              out -> registry.exports().json(organisation, below, withIds, out));
      case ASSETS ->
          file(
              CSV,
              "assets.csv",
              out -> registry.exports().csv(organisation, CsvList.ASSETS, below, withIds, out));
      case POINTS ->
          file(
              CSV,
              "points.csv",
              out -> registry.exports().csv(organisation, CsvList.POINTS, below, withIds, out));
    };
  }

  private static Reply file(String mediaType, String name, Reply.Writer writer) {
    return Reply.stream(mediaType, writer)
        .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }
}
