package io.millrace.app.wiring;

import io.millrace.registry.Registry;
import io.millrace.security.Security;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.account.TokenRoutes;
import io.millrace.web.route.Route;
import java.util.List;
import java.util.stream.Stream;

/** All that the web server answers to. */
final class ServerRoutes {
  private final Registry registry;
  private final Security security;
  private final PlantPlaces places;

  ServerRoutes(Registry registry, Security security, PlantPlaces places) {
    this.registry = registry;
    this.security = security;
    this.places = places;
  }

  /** Every route of every resource. */
  List<Route> all() {
    return Stream.of(new TokenRoutes(security.tokens(), places).routes())
        .flatMap(List::stream)
        .toList();
  }
}
