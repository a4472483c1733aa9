package io.millrace.web.plant;

import io.millrace.model.plant.Organisation;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;

/** The caller's own organisation. */
public final class OrganisationRoutes {
  private static final String TAG = "Organisation";
  private static final String PATH = "/api/v1/organisation";

  private final Registry registry;

  public OrganisationRoutes(Registry registry) {
    this.registry = registry;
  }

  /** See it, rename it. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, "getOrganisation")
            .tag(TAG)
            .summary("The caller's organisation")
            .access(Access.perItem(Action.READ_MODEL, "Whoever may read any of it knows its name."))
            .answers(Answer.json(OrganisationView.class, "The organisation.").withVersion())
            .handledBy(
                request -> {
                  Organisation organisation =
                      registry
                          .organisations()
                          .find(request.organisation())
                          .orElseThrow(() -> WebException.unknown("organisation"));
                  return Reply.ok(OrganisationView.of(organisation), organisation.version());
                }),
        Route.put(PATH, "renameOrganisation")
            .tag(TAG)
            .summary("Rename the organisation")
            .access(Access.to(Action.MANAGE_ORGANISATION, OrganisationRoutes::whole))
            .versioned()
            .takes(RenameOrganisation.class, "The new name.")
            .answers(Answer.json(OrganisationView.class, "As it is now.").withVersion())
            .fails(PlantErrors.ofChanges())
            .handledBy(
                request -> {
                  Organisation organisation =
                      registry
                          .organisations()
                          .rename(
                              request.registryActor(),
                              request.expectedVersion(),
                              request.body(RenameOrganisation.class).name());
                  return Reply.ok(OrganisationView.of(organisation), organisation.version());
                }));
  }

  /** The caller's organisation as a whole, as the authorisation point is asked about it. */
  static Resource whole(ApiRequest request) {
    return new Resource.Organisation(Place.of(request.organisation()));
  }
}
