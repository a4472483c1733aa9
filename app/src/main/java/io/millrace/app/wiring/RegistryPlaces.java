package io.millrace.app.wiring;

import io.millrace.connectors.http.intake.SourcePlaces;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.Organisation;
import io.millrace.model.plant.SourcePlacement;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Place;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where sources belong, as the registry says; remembered until anything in it changes. Thread-safe.
 */
final class RegistryPlaces implements SourcePlaces {
  private static final int MOST_REMEMBERED = 100_000;
  private static final String SITE = "site";

  private final Registry registry;
  private final Map<SourceId, Place> remembered = new ConcurrentHashMap<>();

  RegistryPlaces(Registry registry) {
    this.registry = registry;
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
      if (registry.sources().find(organisation.id(), source).isPresent()) {
        return registry.sources().placements(organisation.id(), source).stream()
            .filter(placement -> placement.validToNs() == Long.MAX_VALUE)
            .map(placement -> siteOf(organisation, placement))
            .findFirst()
            .orElseGet(() -> Place.of(organisation.id()));
      }
    }
    return Place.UNKNOWN;
  }

  private Place siteOf(Organisation organisation, SourcePlacement placement) {
    return registry.assets().lineage(organisation.id(), placement.asset()).stream()
        .filter(asset -> asset.spec().level().equals(SITE))
        .map(Asset::id)
        .findFirst()
        .map(site -> Place.of(organisation.id(), site))
        .orElseGet(() -> Place.of(organisation.id()));
  }
}
