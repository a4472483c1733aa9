package io.millrace.web.plant;

import io.millrace.model.id.EnumerationId;
import io.millrace.model.plant.Enumeration;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;

/** Enumerations: what the codes of points mean. They belong to the organisation as a whole. */
public final class EnumerationRoutes {
  private static final String TAG = "Enumerations";
  private static final String PATH = "/api/v1/enumerations";
  private static final String ONE = PATH + "/{enumeration}";
  private static final Parameter<EnumerationId> ENUMERATION =
      Parameter.path("enumeration", ParameterType.id(EnumerationId::of), "The enumeration's id.");

  private final Registry registry;
  private final InForce inForce;

  public EnumerationRoutes(Registry registry, InForce inForce) {
    this.registry = registry;
    this.inForce = inForce;
  }

  /** List, see, describe, change. */
  public List<Route> routes() {
    Access read =
        Access.perItem(Action.READ_MODEL, "They belong to all: whoever reads any of the plant.");
    Access edit = Access.to(Action.EDIT_MODEL, OrganisationRoutes::whole);
    return List.of(
        Route.get(PATH, "listEnumerations")
            .tag(TAG)
            .summary("All enumerations")
            .access(read)
            .answers(Answer.json(EnumerationList.class, "In the order of their names."))
            .handledBy(
                request ->
                    Reply.ok(
                        new EnumerationList(
                            registry.enumerations().all(request.organisation()).stream()
                                .map(EnumerationView::of)
                                .toList()))),
        Route.get(ONE, "getEnumeration")
            .tag(TAG)
            .summary("An enumeration with all its versions")
            .access(read)
            .with(ENUMERATION)
            .answers(Answer.json(EnumerationView.class, "The enumeration.").withVersion())
            .handledBy(
                request ->
                    answer(
                        registry
                            .enumerations()
                            .find(request.organisation(), request.get(ENUMERATION))
                            .orElseThrow(() -> WebException.unknown("enumeration")))),
        Route.post(PATH, "createEnumeration")
            .tag(TAG)
            .summary("Describe a new enumeration")
            .access(edit)
            .with(InForce.WAIT)
            .takes(EnumerationBody.class, "What its codes mean.")
            .answers(Answer.json(201, EnumerationView.class, "The new one.").withVersion())
            .fails(PlantErrors.ofChanges())
            .handledBy(this::create),
        Route.put(ONE, "updateEnumeration")
            .tag(TAG)
            .summary("Say something else of an enumeration")
            .description(
                "Other values make a new version, from now on, for all points that use it; what was"
                    + " stored keeps the meaning of its time.")
            .access(edit)
            .with(ENUMERATION, InForce.WAIT)
            .versioned()
            .takes(EnumerationBody.class, "What its codes mean.")
            .answers(Answer.json(EnumerationView.class, "As it is now.").withVersion())
            .fails(PlantErrors.ofChanges())
            .handledBy(this::update));
  }

  private Reply create(ApiRequest request) throws InterruptedException {
    EnumerationBody body = request.body(EnumerationBody.class);
    Enumeration made =
        registry
            .enumerations()
            .create(
                request.registryActor(),
                body.name(),
                AssetBody.orEmpty(body.key()),
                body.entries());
    return inForce.after(
        request, Reply.created(PATH + "/" + made.id(), EnumerationView.of(made), made.version()));
  }

  private Reply update(ApiRequest request) throws InterruptedException {
    EnumerationBody body = request.body(EnumerationBody.class);
    return inForce.after(
        request,
        answer(
            registry
                .enumerations()
                .update(
                    request.registryActor(),
                    request.get(ENUMERATION),
                    request.expectedVersion(),
                    body.name(),
                    AssetBody.orEmpty(body.key()),
                    body.entries())));
  }

  private static Reply answer(Enumeration enumeration) {
    return Reply.ok(EnumerationView.of(enumeration), enumeration.version());
  }
}
