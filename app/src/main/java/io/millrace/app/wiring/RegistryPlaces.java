package io.millrace.app.wiring;

import io.millrace.connectors.http.intake.SourcePlaces;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Organisation;
import io.millrace.model.plant.Source;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Place;
import io.millrace.web.access.PlantPlaces;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where sources belong, as the registry says; remembered until anything in it changes. Thread-safe.
 */
final class RegistryPlaces implements SourcePlaces {
  private static final int MOST_REMEMBERED = 100_000;

  private final Registry registry;
  private final PlantPlaces places;
  private final AtomicLong generation = new AtomicLong();
  private final Map<SourceId, Place> remembered = new ConcurrentHashMap<>();

  RegistryPlaces(Registry registry, PlantPlaces places) {
    this.registry = registry;
    this.places = places;
    registry.onCommit(
        _ -> {
          generation.incrementAndGet();
          remembered.clear();
        });
  }

  @Override
  public Place placeOf(SourceId source) {
    Place known = remembered.get(source);
    if (known != null) {
      return known;
    }
    long before = generation.get();
    Place found = find(source);
    if (!found.equals(Place.UNKNOWN) && remembered.size() < MOST_REMEMBERED) {
      remembered.put(source, found);
      if (generation.get() != before) {
        remembered.remove(source); // the registry changed while it was asked
      }
    }
    return found;
  }

  private Place find(SourceId source) {
    for (Organisation organisation : registry.organisations().all()) {
      Optional<Source> found = registry.sources().find(organisation.id(), source);
      if (found.isPresent()) {
        return found.get().retired() ? Place.UNKNOWN : places.of(found.get());
      }
    }
    return Place.UNKNOWN;
  }
}
