package io.millrace.web.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Address;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.Source;
import io.millrace.registry.Registry;
import io.millrace.registry.search.Search;
import io.millrace.registry.search.SearchHit;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Search as you type. */
public final class SearchRoutes {
  /** What can be found. */
  public enum Findable {
    ASSET,
    POINT,
    SOURCE
  }

  private static final Parameter<String> TYPED =
      Parameter.query("q", ParameterType.text(1, 200), "What somebody has typed so far.")
          .mandatory();
  private static final Parameter<List<Findable>> TYPES =
      Parameter.query(
              "types",
              ParameterType.oneOf(Findable.class).list(Findable.values().length),
              "Only these, with commas between.")
          .orElse(List.of(Findable.values()));
  private static final Parameter<Integer> LIMIT = Paging.limit(20, Search.MAX_HITS);

  private final Registry registry;
  private final PlantPlaces places;

  public SearchRoutes(Registry registry, PlantPlaces places) {
    this.registry = registry;
    this.places = places;
  }

  /** One route. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/search", "search")
            .tag("Search")
            .summary("Find assets, points and sources by what is typed")
            .description(
                "A thing is found if each typed word begins one of its words, or a word of a name"
                    + " above it. Assets before points, short names before long ones.")
            .access(Access.perItem(Action.READ_MODEL, "Each hit by its site."))
            .with(TYPED, TYPES, LIMIT)
            .answers(Answer.json(SearchHits.class, "What was found."))
            .handledBy(this::find));
  }

  private Reply find(ApiRequest request) {
    OrganisationId organisation = request.organisation();
    Set<EntityType> types = EnumSet.noneOf(EntityType.class);
    request.get(TYPES).forEach(type -> types.add(EntityType.valueOf(type.name())));
    boolean everywhere =
        request.may(Action.READ_MODEL, new Resource.Organisation(Place.of(organisation)));
    // Whoever is limited to a site may have all visible hits behind others.
    int asked = everywhere ? request.get(LIMIT) : Search.MAX_HITS;
    List<SearchHit> hits =
        registry.search().find(organisation, request.get(TYPED), types, asked).stream()
            .filter(hit -> everywhere || isVisible(request, organisation, hit))
            .limit(request.get(LIMIT))
            .toList();
    return Reply.ok(new SearchHits(views(organisation, hits)));
  }

  /** A point that nobody has described stands nowhere but where its values come from. */
  private List<SearchHitView> views(OrganisationId organisation, List<SearchHit> hits) {
    List<PointId> unmapped =
        hits.stream().filter(SearchHit::unmapped).map(hit -> new PointId(hit.entity())).toList();
    Map<PointId, Address> addresses =
        unmapped.isEmpty() ? Map.of() : registry.unmappedPoints().addresses(organisation, unmapped);
    Map<SourceId, String> names = new HashMap<>();
    return hits.stream()
        .map(
            hit -> {
              Address address = addresses.get(new PointId(hit.entity()));
              if (address == null) {
                return SearchHitView.of(hit, hit.path());
              }
              String source =
                  names.computeIfAbsent(
                      address.source(),
                      id ->
                          registry
                              .sources()
                              .find(organisation, id)
                              .map(Source::name)
                              .orElse(id.toString()));
              return SearchHitView.of(hit, source + "/" + address.channel());
            })
        .toList();
  }

  private boolean isVisible(ApiRequest request, OrganisationId organisation, SearchHit hit) {
    Optional<? extends Resource> resource =
        switch (hit.type()) {
          case ASSET ->
              registry.assets().find(organisation, new AssetId(hit.entity())).map(places::resource);
          case POINT ->
              registry.points().find(organisation, new PointId(hit.entity())).map(places::resource);
          case SOURCE ->
              registry
                  .sources()
                  .find(organisation, new SourceId(hit.entity()))
                  .map(places::resource);
          case ORGANISATION, ENUMERATION, CALENDAR, STATE_MODEL -> Optional.empty();
        };
    return resource.isPresent() && request.may(Action.READ_MODEL, resource.get());
  }
}
