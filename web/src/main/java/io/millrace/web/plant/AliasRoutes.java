package io.millrace.web.plant;

import static io.millrace.web.plant.PlantParameters.ASSET;
import static io.millrace.web.plant.PlantParameters.POINT;
import static io.millrace.web.plant.PlantParameters.SOURCE;

import io.millrace.model.plant.Alias;
import io.millrace.model.plant.EntityType;
import io.millrace.registry.Registry;
import io.millrace.registry.error.RegistryError;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Handler;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Other names of assets, points and sources: former ones, and those of other programs. */
public final class AliasRoutes {
  private final Registry registry;
  private final PlantPlaces places;

  public AliasRoutes(Registry registry, PlantPlaces places) {
    this.registry = registry;
    this.places = places;
  }

  /**
   * A sort of thing that has aliases.
   *
   * @param title in operation ids
   */
  private record Named(
      EntityType type,
      String title,
      String path,
      String tag,
      Parameter<?> parameter,
      Function<ApiRequest, UUID> id,
      Function<ApiRequest, Resource> resource) {}

  /** For each sort: see, add, remove. */
  public List<Route> routes() {
    return Stream.of(
            new Named(
                EntityType.ASSET,
                "Asset",
                "/api/v1/assets/{asset}/aliases",
                AssetRoutes.TAG,
                ASSET,
                request -> request.get(ASSET).value(),
                request -> places.asset(request.organisation(), request.get(ASSET))),
            new Named(
                EntityType.POINT,
                "Point",
                "/api/v1/points/{point}/aliases",
                PointRoutes.TAG,
                POINT,
                request -> request.get(POINT).value(),
                request -> places.point(request.organisation(), request.get(POINT))),
            new Named(
                EntityType.SOURCE,
                "Source",
                "/api/v1/sources/{source}/aliases",
                SourceRoutes.TAG,
                SOURCE,
                request -> request.get(SOURCE).value(),
                request -> places.source(request.organisation(), request.get(SOURCE))))
        .flatMap(this::routesOf)
        .toList();
  }

  private Stream<Route> routesOf(Named named) {
    Action edit = named.type == EntityType.SOURCE ? Action.CONFIGURE_SOURCES : Action.EDIT_MODEL;
    return Stream.of(
        Route.get(named.path, "list" + named.title + "Aliases")
            .tag(named.tag)
            .summary("Other names that it has or had")
            .access(Access.to(Action.READ_MODEL, named.resource))
            .with(named.parameter)
            .answers(Answer.json(AliasList.class, "Other names."))
            .handledBy(request -> list(request, named)),
        Route.post(named.path, "add" + named.title + "Alias")
            .tag(named.tag)
            .summary("Give it another name")
            .access(Access.to(edit, named.resource))
            .with(named.parameter)
            .takes(AliasView.class, "The name.")
            .answers(Answer.json(AliasList.class, "Other names."))
            .fails(PlantErrors.ofChanges())
            .handledBy(change(named, true)),
        Route.post(named.path + "/remove", "remove" + named.title + "Alias")
            .tag(named.tag)
            .summary("Take a name away again that was added")
            .access(Access.to(edit, named.resource))
            .with(named.parameter)
            .takes(AliasView.class, "The name, with its beginning as it was listed.")
            .answers(Answer.json(AliasList.class, "Other names."))
            .fails(PlantErrors.ofChanges())
            .fails(RegistryError.REGISTRY_INVALID)
            .handledBy(change(named, false)));
  }

  private Handler change(Named named, boolean add) {
    return request -> {
      AliasView body = request.body(AliasView.class);
      Alias alias =
          new Alias(
              named.type,
              named.id.apply(request),
              body.scheme(),
              body.text(),
              Validity.fromNs(body.from()),
              Validity.toNs(body.to()));
      if (add) {
        registry.aliases().add(request.registryActor(), alias);
      } else {
        registry.aliases().remove(request.registryActor(), alias);
      }
      return list(request, named);
    };
  }

  private Reply list(ApiRequest request, Named named) {
    return Reply.ok(
        new AliasList(
            registry.aliases().of(request.organisation(), named.id.apply(request)).stream()
                .map(AliasView::of)
                .toList()));
  }
}
