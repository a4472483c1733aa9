package io.millrace.app.wiring;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Address;
import io.millrace.pipeline.decode.Discovery;
import io.millrace.pipeline.discovery.DiscoverySink;
import io.millrace.registry.change.Actor;
import io.millrace.registry.discovery.DiscoveredAddress;
import io.millrace.registry.discovery.UnmappedPoints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells the registry of addresses at which values arrived and that nobody has described. */
final class RegistryDiscovery implements DiscoverySink {
  private static final String PIPELINE = "system:pipeline";

  private final UnmappedPoints points;
  private final RegistryPlaces places;

  RegistryDiscovery(UnmappedPoints points, RegistryPlaces places) {
    this.points = points;
    this.places = places;
  }

  @Override
  public void discovered(List<Discovery> discovered) {
    Map<OrganisationId, List<DiscoveredAddress>> byOrganisation = new LinkedHashMap<>();
    for (Discovery one : discovered) {
      OrganisationId organisation = places.placeOf(one.source()).organisation();
      // A source that the registry does not know belongs to nobody who could adopt its points.
      if (organisation != null) {
        byOrganisation
            .computeIfAbsent(organisation, _ -> new ArrayList<>())
            .add(
                new DiscoveredAddress(
                    new Address(one.source(), one.channel(), one.path()),
                    one.kind(),
                    one.point(),
                    one.timeNs()));
      }
    }
    byOrganisation.forEach(
        (organisation, addresses) -> points.discover(new Actor(organisation, PIPELINE), addresses));
  }
}
