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

/**
 * Where sources belong, as the registry says; remembered until anything in it changes. Thread-safe.
 */
final class RegistryPlaces implements SourcePlaces {
  private static final int MOST_REMEMBERED = 100_000;

  private final Registry registry;
  private final PlantPlaces places;
  private final Map<SourceId, Place> remembered = new ConcurrentHashMap<>();

  RegistryPlaces(Registry registry, PlantPlaces places) {
    this.registry = registry;
    this.places = places;
    registry.onCommit(_ -> remembered.clear());
  }

  @Override
  public Place placeOf(SourceId source) {
    Place known = remembered.get(source);
    if (known != null) {
      return known;
    }
    Place found = find(source);
    if (!found.equals(Place.UNKNOWN) && remembered.size() < MOST_REMEMBERED) {
      remembered.put(source, found);
    }
    return found;
  }

  private Place find(SourceId source) {
    for (Organisation organisation : registry.organisations().all()) {
      Optional<Source> found = registry.sources().find(organisation.id(), source);
      if (found.isPresent()) {
        return places.of(found.get());
      }
    }
    return Place.UNKNOWN;
  }
}
