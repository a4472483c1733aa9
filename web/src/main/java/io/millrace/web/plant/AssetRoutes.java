package io.millrace.web.plant;

import static io.millrace.web.plant.PlantParameters.ASSET;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Asset;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Handler;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import io.millrace.web.route.RouteBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Assets, one at a time. */
public final class AssetRoutes {
  static final String TAG = "Assets";
  private static final String PATH = "/api/v1/assets";
  private static final String ONE = PATH + "/{asset}";

  private final Registry registry;
  private final PlantPlaces places;

  public AssetRoutes(Registry registry, PlantPlaces places) {
    this.registry = registry;
    this.places = places;
  }

  /** See, describe, change, retire and restore an asset. */
  public List<Route> routes() {
    return List.of(
        Route.get(ONE, "getAsset")
            .tag(TAG)
            .summary("An asset")
            .access(Access.to(Action.READ_MODEL, this::resource))
            .with(ASSET)
            .answers(Answer.json(AssetView.class, "The asset, in use or not.").withVersion())
            .handledBy(request -> answer(found(request))),
        Route.post(PATH, "createAsset")
            .tag(TAG)
            .summary("Describe a new asset")
            .access(Access.to(Action.EDIT_MODEL, this::parentOrWhole))
            .takes(AssetBody.class, "What it is.")
            .answers(Answer.json(201, AssetView.class, "The new asset.").withVersion())
            .fails(PlantErrors.ofChanges())
            .fails(io.millrace.web.error.WebError.THING_UNKNOWN)
            .handledBy(this::create),
        Route.put(ONE, "updateAsset")
            .tag(TAG)
            .summary("Say something else of an asset")
            .description(
                "Replaces all that was said. Its id, its points and their history stay; the former"
                    + " name and place are kept with their dates.")
            .access(Access.toAll(Action.EDIT_MODEL, this::assetAndNewParent))
            .with(ASSET)
            .versioned()
            .takes(AssetBody.class, "What it is.")
            .answers(Answer.json(AssetView.class, "As it is now.").withVersion())
            .fails(PlantErrors.ofChanges())
            .handledBy(
                request ->
                    answer(
                        registry
                            .assets()
                            .update(
                                request.registryActor(),
                                request.get(ASSET),
                                request.expectedVersion(),
                                request.body(AssetBody.class).spec()))),
        change("retire", "retireAsset", "Take an asset out of use")
            .description("It is kept with all its history, and its name is free again.")
            .handledBy(retire(true)),
        change("restore", "restoreAsset", "Take a retired asset into use again")
            .handledBy(retire(false)));
  }

  private RouteBuilder change(String verb, String operationId, String summary) {
    return Route.post(ONE + "/" + verb, operationId)
        .tag(TAG)
        .summary(summary)
        .access(Access.to(Action.EDIT_MODEL, this::resource))
        .with(ASSET)
        .versioned()
        .answers(Answer.json(AssetView.class, "As it is now.").withVersion())
        .fails(PlantErrors.ofChanges());
  }

  private Handler retire(boolean retired) {
    return request -> {
      AssetId id = request.get(ASSET);
      long version = request.expectedVersion();
      return answer(
          retired
              ? registry.assets().retire(request.registryActor(), id, version)
              : registry.assets().restore(request.registryActor(), id, version));
    };
  }

  private Reply create(ApiRequest request) {
    Asset asset =
        registry.assets().create(request.registryActor(), request.body(AssetBody.class).spec());
    return Reply.created(PATH + "/" + asset.id(), AssetView.of(asset), asset.version());
  }

  private static Reply answer(Asset asset) {
    return Reply.ok(AssetView.of(asset), asset.version());
  }

  private Asset found(ApiRequest request) {
    return registry
        .assets()
        .find(request.organisation(), request.get(ASSET))
        .orElseThrow(() -> WebException.unknown("asset"));
  }

  private Resource resource(ApiRequest request) {
    return places.asset(request.organisation(), request.get(ASSET));
  }

  private Resource parentOrWhole(ApiRequest request) {
    AssetId parent = request.body(AssetBody.class).parent();
    OrganisationId organisation = request.organisation();
    return parent == null
        ? new Resource.Organisation(Place.of(organisation))
        : places.asset(organisation, parent);
  }

  /** Whoever moves an asset may change both where it was and where it shall be. */
  private List<Resource> assetAndNewParent(ApiRequest request) {
    List<Resource> all = new ArrayList<>();
    all.add(resource(request));
    if (!Objects.equals(found(request).spec().parent(), request.body(AssetBody.class).parent())) {
      all.add(parentOrWhole(request));
    }
    return all;
  }
}
