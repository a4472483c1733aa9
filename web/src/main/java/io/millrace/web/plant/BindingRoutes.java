package io.millrace.web.plant;

import static io.millrace.web.plant.PlantParameters.POINT;
import static io.millrace.web.plant.PlantParameters.SOURCE;

import io.millrace.model.plant.Address;
import io.millrace.registry.Registry;
import io.millrace.registry.plant.Bindings;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.json.ApiTime;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;

/** Which address of which source belongs to which point, from when to when. */
public final class BindingRoutes {
  private static final String TAG = "Bindings";
  private static final Parameter<Integer> LIMIT = Paging.limit(10_000, Bindings.MAX_PAGE);

  private final Registry registry;
  private final PlantPlaces places;
  private final InForce inForce;

  public BindingRoutes(Registry registry, PlantPlaces places, InForce inForce) {
    this.registry = registry;
    this.places = places;
    this.inForce = inForce;
  }

  /** See, bind, unbind. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/points/{point}/bindings", "listBindingsOfPoint")
            .tag(TAG)
            .summary("Where a point's values come or came from")
            .access(Access.to(Action.READ_MODEL, this::point))
            .with(POINT)
            .answers(Answer.json(BindingList.class, "The oldest first."))
            .handledBy(
                request ->
                    Reply.ok(
                        BindingList.of(
                            registry
                                .bindings()
                                .ofPoint(request.organisation(), request.get(POINT))))),
        Route.get("/api/v1/sources/{source}/bindings", "listBindingsOfSource")
            .tag(TAG)
            .summary("The bindings of a source that have no end")
            .access(Access.to(Action.READ_MODEL, this::source))
            .with(SOURCE, LIMIT)
            .answers(Answer.json(BindingList.class, "In the order of channel and path."))
            .handledBy(
                request ->
                    Reply.ok(
                        BindingList.of(
                            registry
                                .bindings()
                                .ofSource(
                                    request.organisation(),
                                    request.get(SOURCE),
                                    request.get(LIMIT))))),
        Route.post("/api/v1/bindings", "bindAddress")
            .tag(TAG)
            .summary("Bind an address to a point")
            .description(
                "From a source time until the next entry of the address's timeline. What was bound"
                    + " there before ends.")
            .access(Access.toAll(Action.CONFIGURE_SOURCES, this::sourceAndPoint))
            .with(InForce.WAIT)
            .takes(BindAddress.class, "What belongs where.")
            .answers(Answer.json(BindingList.class, "What the address belongs to, oldest first."))
            .fails(PlantErrors.ofChanges())
            .fails(PointRoutes.unitErrors())
            .fails(WebError.THING_UNKNOWN)
            .handledBy(this::bind),
        Route.post("/api/v1/bindings/end", "unbindAddress")
            .tag(TAG)
            .summary("End the binding of an address")
            .access(Access.to(Action.CONFIGURE_SOURCES, this::unboundSource))
            .with(InForce.WAIT)
            .takes(UnbindAddress.class, "What ends when.")
            .answers(Answer.json(BindingList.class, "What the address belongs to, oldest first."))
            .fails(PlantErrors.ofChanges())
            .fails(WebError.THING_UNKNOWN)
            .handledBy(this::unbind));
  }

  private Reply bind(ApiRequest request) throws InterruptedException {
    BindAddress body = request.body(BindAddress.class);
    registry.bindings().bind(request.registryActor(), body.request());
    return inForce.after(request, ofAddress(request, body.address().address()));
  }

  private Reply unbind(ApiRequest request) throws InterruptedException {
    UnbindAddress body = request.body(UnbindAddress.class);
    Address address = body.address().address();
    registry.bindings().unbind(request.registryActor(), address, ApiTime.toNs(body.from()));
    return inForce.after(request, ofAddress(request, address));
  }

  private Reply ofAddress(ApiRequest request, Address address) {
    return Reply.ok(BindingList.of(registry.bindings().ofAddress(request.organisation(), address)));
  }

  private Resource point(ApiRequest request) {
    return places.point(request.organisation(), request.get(POINT));
  }

  private Resource source(ApiRequest request) {
    return places.source(request.organisation(), request.get(SOURCE));
  }

  private Resource unboundSource(ApiRequest request) {
    return places.source(
        request.organisation(), request.body(UnbindAddress.class).address().source());
  }

  private List<Resource> sourceAndPoint(ApiRequest request) {
    BindAddress body = request.body(BindAddress.class);
    return List.of(
        places.source(request.organisation(), body.address().source()),
        places.point(request.organisation(), body.point()));
  }
}
