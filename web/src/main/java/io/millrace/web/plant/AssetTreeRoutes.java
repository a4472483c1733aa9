package io.millrace.web.plant;

import static io.millrace.web.plant.PlantParameters.ASSET;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.PlantError;
import io.millrace.model.plant.PlantPath;
import io.millrace.registry.Registry;
import io.millrace.registry.plant.AssetNode;
import io.millrace.registry.plant.Assets;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.authorisation.Resource;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiTime;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Page;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The tree of assets: what stands where. */
public final class AssetTreeRoutes {
  private static final Parameter<AssetId> PARENT =
      Parameter.query(
          "parent", ParameterType.id(AssetId::of), "Whose children; absent for the top.");
  private static final Parameter<Integer> LIMIT = Paging.limit(1_000, Assets.MAX_PAGE);
  private static final Parameter<String> PATH =
      Parameter.query(
              "path", ParameterType.text(1, 4_000), "Names from the top, with slashes between.")
          .mandatory();
  private static final Parameter<Instant> AT =
      Parameter.query(
          "at", ParameterType.time(), "By the names and places of then; now if absent.");

  private final Registry registry;
  private final PlantPlaces places;

  public AssetTreeRoutes(Registry registry, PlantPlaces places) {
    this.registry = registry;
    this.places = places;
  }

  /** Children, subtree, path. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/assets", "listAssets")
            .tag(AssetRoutes.TAG)
            .summary("What stands directly below an asset, or at the top")
            .description(
                "In the order of names. Whoever is limited to sites sees those at the top.")
            .access(Access.perItem(Action.READ_MODEL, "Each asset by its site."))
            .with(PARENT, Paging.AFTER, LIMIT)
            .answers(Answer.page(AssetNodeView.class, "Assets in use."))
            .fails(io.millrace.web.error.WebError.THING_UNKNOWN)
            .handledBy(this::children),
        Route.get("/api/v1/assets/{asset}/subtree", "getSubtree")
            .tag(AssetRoutes.TAG)
            .summary("An asset and all below it")
            .access(Access.to(Action.READ_MODEL, this::resource))
            .with(ASSET)
            .answers(Answer.json(Subtree.class, "Assets in use."))
            .handledBy(this::subtree),
        Route.get("/api/v1/assets/{asset}/path", "getAssetPath")
            .tag(AssetRoutes.TAG)
            .summary("Where an asset stands, or stood")
            .access(Access.to(Action.READ_MODEL, this::resource))
            .with(ASSET, AT)
            .answers(Answer.json(AssetPath.class, "Its path, what is above it, its time zone."))
            .handledBy(this::path),
        Route.get("/api/v1/asset-by-path", "findAssetByPath")
            .tag(AssetRoutes.TAG)
            .summary("The asset in use at a path")
            .access(Access.perItem(Action.READ_MODEL, "The asset by its site."))
            .with(PATH)
            .answers(Answer.json(AssetView.class, "The asset.").withVersion())
            .fails(PlantError.PLANT_FIELD_INVALID, io.millrace.web.error.WebError.THING_UNKNOWN)
            .handledBy(this::byPath));
  }

  private Resource resource(ApiRequest request) {
    return places.asset(request.organisation(), request.get(ASSET));
  }

  private Reply children(ApiRequest request) {
    OrganisationId organisation = request.organisation();
    Optional<AssetId> parent = request.find(PARENT);
    boolean everywhere =
        request.may(Action.READ_MODEL, new Resource.Organisation(Place.of(organisation)));
    if (parent.isEmpty() && !everywhere) {
      return Reply.ok(new Page<>(ownSites(request, organisation), null));
    }
    parent.ifPresent(id -> request.require(Action.READ_MODEL, places.asset(organisation, id)));
    int limit = request.get(LIMIT);
    List<AssetNode> nodes =
        registry
            .assets()
            .children(
                organisation, parent.orElse(null), request.find(Paging.AFTER).orElse(""), limit);
    String next = nodes.size() == limit ? nodes.getLast().asset().name() : null;
    return Reply.ok(new Page<>(nodes.stream().map(AssetNodeView::of).toList(), next));
  }

  /** Whoever is limited to sites begins there. */
  private List<AssetNodeView> ownSites(ApiRequest request, OrganisationId organisation) {
    Stream<Place> granted =
        switch (request.principal()) {
          case Principal.User user -> user.grants().stream().map(RoleGrant::place);
          case Principal.Token token -> Stream.of(token.place());
          case Principal.Internal _ -> Stream.empty();
        };
    return granted
        .map(Place::site)
        .filter(Objects::nonNull)
        .distinct()
        .map(site -> registry.assets().find(organisation, site))
        .flatMap(Optional::stream)
        .filter(site -> request.may(Action.READ_MODEL, places.resource(site)))
        .map(site -> AssetNodeView.of(node(organisation, site)))
        .toList();
  }

  private AssetNode node(OrganisationId organisation, Asset asset) {
    int children = registry.assets().children(organisation, asset.id(), "", Assets.MAX_PAGE).size();
    return new AssetNode(
        asset, children, registry.points().ofAsset(organisation, asset.id()).size());
  }

  private Reply subtree(ApiRequest request) {
    OrganisationId organisation = request.organisation();
    List<AssetId> ids = registry.assets().subtree(organisation, request.get(ASSET));
    Map<AssetId, Asset> all = new HashMap<>();
    registry.assets().all(organisation).forEach(asset -> all.put(asset.id(), asset));
    List<AssetView> found =
        ids.stream()
            .map(all::get)
            .filter(Objects::nonNull)
            .limit(Assets.MAX_PAGE)
            .map(AssetView::of)
            .toList();
    return Reply.ok(new Subtree(found, ids.size() <= Assets.MAX_PAGE));
  }

  private Reply path(ApiRequest request) {
    OrganisationId organisation = request.organisation();
    AssetId id = request.get(ASSET);
    PlantPath path =
        request
            .find(AT)
            .map(at -> registry.assets().pathAt(organisation, id, ApiTime.toNs(at)))
            .orElseGet(() -> registry.assets().path(organisation, id))
            .orElseThrow(() -> WebException.unknown("asset"));
    List<AssetPath.PathStep> lineage =
        registry.assets().lineage(organisation, id).stream()
            .map(asset -> new AssetPath.PathStep(asset.id(), asset.name(), asset.spec().level()))
            .toList();
    return Reply.ok(
        new AssetPath(path.toString(), lineage, registry.assets().zone(organisation, id).getId()));
  }

  private Reply byPath(ApiRequest request) {
    Asset asset =
        registry
            .assets()
            .findByPath(request.organisation(), PlantPath.parse(request.get(PATH)))
            .orElseThrow(() -> WebException.unknown("asset"));
    request.require(Action.READ_MODEL, places.resource(asset));
    return Reply.ok(AssetView.of(asset), asset.version());
  }
}
