package io.millrace.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.Source;
import io.millrace.model.plant.SourcePlacement;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.error.WebException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where assets, points and sources belong, as the authorisation point asks it. A site is the
 * nearest asset with the level {@code site}, the asset itself included; what lies below none
 * belongs to the organisation as a whole. Thread-safe.
 */
public final class PlantPlaces {
  /** The level by which an asset is a site. */
  public static final String SITE_LEVEL = "site";

  private static final int MAX_IN_MEMORY = 50_000;
  private static final int MAX_POINTS_IN_MEMORY = 200_000;
  private static final int LOOK_UP_AT_ONCE = 500;

  private final Registry registry;
  private final Cache<AssetId, Place> byAsset =
      Caffeine.newBuilder().maximumSize(MAX_IN_MEMORY).executor(Runnable::run).build();

  private final Cache<PointId, Place> byPoint =
      Caffeine.newBuilder().maximumSize(MAX_POINTS_IN_MEMORY).executor(Runnable::run).build();

  /** Listens to the registry, so that what was moved is looked up again. */
  public PlantPlaces(Registry registry) {
    this.registry = registry;
    registry.onCommit(
        _ -> {
          byAsset.invalidateAll();
          byPoint.invalidateAll();
        });
  }

  /** Where an asset belongs. */
  public Place of(Asset asset) {
    return ofAsset(asset.organisation(), asset.id());
  }

  /** Where a point belongs. */
  public Place of(Point point) {
    return ofAsset(point.organisation(), point.spec().asset());
  }

  /** Where a source belongs: where it is placed now. */
  public Place of(Source source) {
    AssetId at = null;
    for (SourcePlacement placement :
        registry.sources().placements(source.organisation(), source.id())) {
      if (placement.validToNs() == Long.MAX_VALUE) {
        at = placement.asset();
      }
    }
    return ofAsset(source.organisation(), at);
  }

  /**
   * Where points belong; {@link Place#UNKNOWN}, which denies, for those that the organisation does
   * not have. Quick for points that were asked for since the registry last changed.
   */
  public Map<PointId, Place> ofPoints(OrganisationId organisation, Collection<PointId> ids) {
    Map<PointId, Place> found = new HashMap<>();
    List<PointId> missing = new ArrayList<>();
    for (PointId id : ids) {
      Place known = byPoint.getIfPresent(id);
      if (known == null) {
        missing.add(id);
      } else {
        found.put(id, organisation.equals(known.organisation()) ? known : Place.UNKNOWN);
      }
    }
    for (int from = 0; from < missing.size(); from += LOOK_UP_AT_ONCE) {
      List<PointId> part = missing.subList(from, Math.min(missing.size(), from + LOOK_UP_AT_ONCE));
      for (Point point : registry.points().findAll(organisation, part)) {
        Place place = of(point);
        byPoint.put(point.id(), place);
        found.put(point.id(), place);
      }
      part.forEach(id -> found.putIfAbsent(id, Place.UNKNOWN));
    }
    return found;
  }

  /**
   * Where something at an asset belongs.
   *
   * @param asset null for what stands at none
   */
  public Place ofAsset(OrganisationId organisation, @Nullable AssetId asset) {
    if (asset == null) {
      return Place.of(organisation);
    }
    Place known = byAsset.getIfPresent(asset);
    if (known != null) {
      return known;
    }
    Place found = Place.of(organisation);
    for (Asset each : registry.assets().lineage(organisation, asset)) {
      if (each.spec().level().equalsIgnoreCase(SITE_LEVEL)) {
        found = Place.of(organisation, each.id());
        break;
      }
    }
    byAsset.put(asset, found);
    return found;
  }

  /**
   * A site as a place, or the whole organisation.
   *
   * @param site null for the whole organisation
   * @throws WebException if the organisation has no such asset, or it is no site
   */
  public Place site(OrganisationId organisation, @Nullable AssetId site) {
    if (site == null) {
      return Place.of(organisation);
    }
    Place place = asset(organisation, site).place();
    if (!site.equals(place.site())) {
      throw WebException.field("site", "The asset " + site + " is no site.");
    }
    return place;
  }

  /** The point as the authorisation point is asked about it. */
  public Resource.Point resource(Point point) {
    return new Resource.Point(of(point), point.id());
  }

  /** The asset as the authorisation point is asked about it. */
  public Resource.Asset resource(Asset asset) {
    return new Resource.Asset(of(asset), asset.id());
  }

  /** The source as the authorisation point is asked about it. */
  public Resource.Source resource(Source source) {
    return new Resource.Source(of(source), source.id());
  }

  /**
   * A point by its id.
   *
   * @throws WebException if the organisation has none
   */
  public Resource.Point point(OrganisationId organisation, PointId id) {
    return resource(
        registry.points().find(organisation, id).orElseThrow(() -> WebException.unknown("point")));
  }

  /** Points by their ids, all of which must exist. */
  public List<Resource.Point> points(OrganisationId organisation, List<PointId> ids) {
    List<Resource.Point> found =
        registry.points().findAll(organisation, ids).stream().map(this::resource).toList();
    if (found.size() < ids.stream().distinct().count()) {
      throw WebException.unknown("point");
    }
    return found;
  }

  /**
   * An asset by its id.
   *
   * @throws WebException if the organisation has none
   */
  public Resource.Asset asset(OrganisationId organisation, AssetId id) {
    return resource(
        registry.assets().find(organisation, id).orElseThrow(() -> WebException.unknown("asset")));
  }

  /**
   * A source by its id.
   *
   * @throws WebException if the organisation has none
   */
  public Resource.Source source(OrganisationId organisation, SourceId id) {
    return resource(
        registry
            .sources()
            .find(organisation, id)
            .orElseThrow(() -> WebException.unknown("source")));
  }
}
