package io.millrace.web.plant;

import static io.millrace.web.plant.PlantParameters.SOURCE;

import io.millrace.model.plant.Source;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Handler;
import io.millrace.web.route.Page;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import io.millrace.web.route.RouteBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sources: under whose identity data arrives. */
public final class SourceRoutes {
  static final String TAG = "Sources";
  private static final String PATH = "/api/v1/sources";
  private static final String ONE = PATH + "/{source}";
  private static final Parameter<String> NAME =
      Parameter.query("name", ParameterType.text(1, 200), "Only that with this name, case apart.");
  private static final Parameter<Integer> LIMIT = Paging.limit(1_000, 5_000);

  private final Registry registry;
  private final PlantPlaces places;
  private final InForce inForce;

  public SourceRoutes(Registry registry, PlantPlaces places, InForce inForce) {
    this.registry = registry;
    this.places = places;
    this.inForce = inForce;
  }

  /** List, see, describe, change, retire and restore. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, "listSources")
            .tag(TAG)
            .summary("Sources in use")
            .description("In the order of their names.")
            .access(Access.perItem(Action.READ_MODEL, "Each source by where it is placed."))
            .with(NAME, Paging.AFTER, LIMIT)
            .answers(Answer.page(SourceView.class, "Sources."))
            .handledBy(this::list),
        Route.get(ONE, "getSource")
            .tag(TAG)
            .summary("A source")
            .access(Access.to(Action.READ_MODEL, this::resource))
            .with(SOURCE)
            .answers(Answer.json(SourceView.class, "The source, in use or not.").withVersion())
            .handledBy(request -> answer(found(request))),
        Route.post(PATH, "createSource")
            .tag(TAG)
            .summary("Describe a new source")
            .description("It gets its credentials by a token that names it (createToken).")
            .access(Access.to(Action.CONFIGURE_SOURCES, OrganisationRoutes::whole))
            .with(InForce.WAIT)
            .takes(SourceBody.class, "What it is.")
            .answers(Answer.json(201, SourceView.class, "The new source.").withVersion())
            .fails(PlantErrors.ofChanges())
            .handledBy(this::create),
        Route.put(ONE, "updateSource")
            .tag(TAG)
            .summary("Say something else of a source")
            .description("Replaces all that was said, its mapping rules included.")
            .access(Access.to(Action.CONFIGURE_SOURCES, this::resource))
            .with(SOURCE, InForce.WAIT)
            .versioned()
            .takes(SourceBody.class, "What it is.")
            .answers(Answer.json(SourceView.class, "As it is now.").withVersion())
            .fails(PlantErrors.ofChanges())
            .handledBy(this::update),
        change("retire", "retireSource", "Take a source out of use")
            .description("Its bindings and its data stay.")
            .handledBy(retire(true)),
        change("restore", "restoreSource", "Take a retired source into use again")
            .handledBy(retire(false)));
  }

  private RouteBuilder change(String verb, String operationId, String summary) {
    return Route.post(ONE + "/" + verb, operationId)
        .tag(TAG)
        .summary(summary)
        .access(Access.to(Action.CONFIGURE_SOURCES, this::resource))
        .with(SOURCE)
        .versioned()
        .answers(Answer.json(SourceView.class, "As it is now.").withVersion())
        .fails(PlantErrors.ofChanges());
  }

  private Handler retire(boolean retired) {
    return request ->
        answer(
            registry
                .sources()
                .setRetired(
                    request.registryActor(),
                    request.get(SOURCE),
                    request.expectedVersion(),
                    retired));
  }

  private Reply list(ApiRequest request) {
    Optional<String> name = request.find(NAME);
    List<Source> all =
        name.isPresent()
            ? registry.sources().findByName(request.organisation(), name.get()).stream().toList()
            : registry.sources().all(request.organisation());
    int limit = request.get(LIMIT);
    String after = request.find(Paging.AFTER).orElse("");
    List<SourceView> found = new ArrayList<>();
    boolean passed = after.isEmpty();
    for (Source source : all) {
      if (passed
          && found.size() <= limit
          && request.may(Action.READ_MODEL, places.resource(source))) {
        found.add(SourceView.of(source));
      }
      passed |= source.id().toString().equals(after);
    }
    return Reply.ok(Page.of(found, limit, source -> source.id().toString()));
  }

  private Reply create(ApiRequest request) throws InterruptedException {
    Source source =
        registry.sources().create(request.registryActor(), request.body(SourceBody.class).spec());
    return inForce.after(
        request, Reply.created(PATH + "/" + source.id(), SourceView.of(source), source.version()));
  }

  private Reply update(ApiRequest request) throws InterruptedException {
    Source source =
        registry
            .sources()
            .update(
                request.registryActor(),
                request.get(SOURCE),
                request.expectedVersion(),
                request.body(SourceBody.class).spec());
    return inForce.after(request, answer(source));
  }

  private static Reply answer(Source source) {
    return Reply.ok(SourceView.of(source), source.version());
  }

  private Source found(ApiRequest request) {
    return registry
        .sources()
        .find(request.organisation(), request.get(SOURCE))
        .orElseThrow(() -> WebException.unknown("source"));
  }

  private Resource resource(ApiRequest request) {
    return places.source(request.organisation(), request.get(SOURCE));
  }
}
