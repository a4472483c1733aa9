package io.millrace.web.data;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointStatus;
import io.millrace.registry.Registry;
import io.millrace.registry.change.Change;
import io.millrace.registry.change.ChangeLog;
import io.millrace.registry.plant.Points;
import io.millrace.security.authorisation.Place;
import io.millrace.web.access.PlantPlaces;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where each point belongs, in memory: so that an answer about ten thousand points asks the
 * database nothing. Follows the registry by its history of changes. Thread-safe.
 */
public final class PointIndex {
  private static final List<PointStatus> KEPT = List.of(PointStatus.ACTIVE, PointStatus.UNMAPPED);

  private final Registry registry;
  private final PlantPlaces places;
  private final Map<OrganisationId, Plant> plants = new ConcurrentHashMap<>();

  /**
   * A point in use, or one that nobody has described.
   *
   * @param asset null if it stands at none
   * @param place where it belongs; the same object for many points
   */
  public record Entry(PointId point, @Nullable AssetId asset, Place place) {}

  /** The points of one organisation. */
  private static final class Plant {
    final Map<PointId, Entry> entries = new ConcurrentHashMap<>();
    long seen;
    final AtomicLong committed = new AtomicLong();
  }

  /** Listens to the registry. */
  public PointIndex(Registry registry, PlantPlaces places) {
    this.registry = registry;
    this.places = places;
    registry.onCommit(
        committed -> {
          Plant plant = plants.get(committed.organisation());
          if (plant != null) {
            plant.committed.accumulateAndGet(committed.lastChange(), Math::max);
          }
        });
  }

  /** All points of an organisation, in no order; a view that follows. */
  public Collection<Entry> all(OrganisationId organisation) {
    return upToDate(organisation).entries.values();
  }

  /** A point; null if the organisation has none with this id in use or unmapped. */
  public @Nullable Entry find(OrganisationId organisation, PointId point) {
    return upToDate(organisation).entries.get(point);
  }

  private Plant upToDate(OrganisationId organisation) {
    Plant plant = plants.computeIfAbsent(organisation, _ -> new Plant());
    synchronized (plant) {
      if (plant.seen == 0) {
        load(organisation, plant);
      }
      // Changes that commit after this look are seen by the next request.
      while (plant.seen < plant.committed.get()) {
        follow(organisation, plant);
      }
    }
    return plant;
  }

  private void load(OrganisationId organisation, Plant plant) {
    long upTo = registry.changes().lastSequence();
    for (PointStatus status : KEPT) {
      @Nullable PointId after = null;
      List<Point> page;
      do {
        page = registry.points().page(organisation, status, after, Points.MAX_PAGE);
        page.forEach(point -> put(plant, point));
        after = page.isEmpty() ? null : page.getLast().id();
      } while (page.size() == Points.MAX_PAGE);
    }
    plant.seen = Math.max(1, upTo);
  }

  private void follow(OrganisationId organisation, Plant plant) {
    List<Change> changes = registry.changes().since(organisation, plant.seen, ChangeLog.MAX_PAGE);
    Set<PointId> points = new HashSet<>();
    boolean moved = false;
    for (Change change : changes) {
      if (change.type() == EntityType.POINT) {
        points.add(new PointId(change.entity()));
      }
      moved |= change.type() == EntityType.ASSET;
      plant.seen = change.sequence();
    }
    if (changes.isEmpty()) {
      plant.seen = Math.max(plant.seen, plant.committed.get());
    }
    registry.points().findAll(organisation, points).forEach(point -> put(plant, point));
    if (moved) {
      plant.entries.replaceAll(
          (_, entry) -> new Entry(entry.point, entry.asset, placeOf(organisation, entry.asset)));
    }
  }

  private void put(Plant plant, Point point) {
    if (KEPT.contains(point.status())) {
      AssetId asset = point.spec().asset();
      plant.entries.put(
          point.id(), new Entry(point.id(), asset, placeOf(point.organisation(), asset)));
    } else {
      plant.entries.remove(point.id());
    }
  }

  private Place placeOf(OrganisationId organisation, @Nullable AssetId asset) {
    return places.ofAsset(organisation, asset);
  }
}
