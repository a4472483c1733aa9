package io.millrace.web.plant;

import static io.millrace.web.plant.PlantParameters.ASSET;
import static io.millrace.web.plant.PlantParameters.FROM;
import static io.millrace.web.plant.PlantParameters.TO;

import io.millrace.model.plant.Note;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.TimeRange;
import io.millrace.registry.Registry;
import io.millrace.registry.plant.Notes;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiTime;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;

/** What people write down about assets. */
public final class NoteRoutes {
  private static final String PATH = "/api/v1/assets/{asset}/notes";
  private static final Parameter<Integer> LIMIT = Paging.limit(100, Notes.MAX_PAGE);

  private final Registry registry;
  private final PlantPlaces places;
  private final NanoClock clock;

  public NoteRoutes(Registry registry, PlantPlaces places, NanoClock clock) {
    this.registry = registry;
    this.places = places;
    this.clock = clock;
  }

  /** Read, write. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, "listNotes")
            .tag(AssetRoutes.TAG)
            .summary("What was written down about an asset")
            .access(Access.to(Action.READ_MODEL, this::resource))
            .with(ASSET, FROM, TO, LIMIT)
            .answers(Answer.json(NoteList.class, "The newest first."))
            .handledBy(this::list),
        Route.post(PATH, "writeNote")
            .tag(AssetRoutes.TAG)
            .summary("Write something down about an asset")
            .description("It is signed with the name of whoever wrote it, and stays.")
            .access(Access.to(Action.UPLOAD_DATA, this::resource))
            .with(ASSET)
            .takes(WriteNote.class, "What is to be remembered.")
            .answers(Answer.json(201, NoteView.class, "The note."))
            .fails(PlantErrors.ofChanges())
            .handledBy(this::write));
  }

  private Resource resource(ApiRequest request) {
    return places.asset(request.organisation(), request.get(ASSET));
  }

  private Reply list(ApiRequest request) {
    long fromNs = request.find(FROM).map(ApiTime::toNs).orElse(Long.MIN_VALUE);
    long toNs = request.find(TO).map(ApiTime::toNs).orElse(Long.MAX_VALUE);
    if (toNs < fromNs) {
      throw WebException.parameter(
          WebError.PARAMETER_INVALID, "to", "The span ends before it begins.");
    }
    return Reply.ok(
        new NoteList(
            registry
                .notes()
                .of(
                    request.organisation(),
                    request.get(ASSET),
                    new TimeRange(fromNs, toNs),
                    request.get(LIMIT))
                .stream()
                .map(NoteView::of)
                .toList()));
  }

  private Reply write(ApiRequest request) {
    WriteNote body = request.body(WriteNote.class);
    long atNs = body.at() == null ? clock.nowNs() : ApiTime.toNs(body.at());
    Note note =
        registry.notes().add(request.registryActor(), request.get(ASSET), atNs, body.text());
    return Reply.created("/api/v1/assets/" + request.get(ASSET) + "/notes", NoteView.of(note));
  }
}
