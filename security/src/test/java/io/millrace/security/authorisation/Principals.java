package io.millrace.security.authorisation;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.id.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** People, programs and things of a foundry with two sites, and of its neighbour. */
final class Principals {
  static final OrganisationId FOUNDRY_ID = new OrganisationId(new UUID(1, 1));
  static final Place FOUNDRY = Place.of(FOUNDRY_ID);
  static final Place NORTH = Place.of(FOUNDRY_ID, new AssetId(new UUID(1, 2)));
  static final Place SOUTH = Place.of(FOUNDRY_ID, new AssetId(new UUID(1, 3)));
  static final Place NEIGHBOUR = Place.of(new OrganisationId(new UUID(2, 1)));
  static final SourceId PRESS = new SourceId(new UUID(1, 10));
  static final SourceId OTHER_SOURCE = new SourceId(new UUID(1, 11));
  static final UserId USER = new UserId(new UUID(1, 20));
  static final UserId OTHER_USER = new UserId(new UUID(1, 21));
  static final PointId POINT = new PointId(new UUID(1, 30));

  private Principals() {}

  static Principal.User user(Role role, Place place) {
    return user(new RoleGrant(role, place));
  }

  static Principal.User user(RoleGrant... grants) {
    return new Principal.User(USER, "Ute", "session", Set.of(grants));
  }

  static Principal.Token token(Set<Scope> scopes) {
    return token(FOUNDRY, scopes, ChannelFilters.ALL, ChannelFilters.ALL);
  }

  static Principal.Token token(
      Place place, Set<Scope> scopes, ChannelFilters publish, ChannelFilters subscribe) {
    return new Principal.Token(
        "abcdefghjk", "press", place, scopes, PRESS, publish, subscribe, Long.MAX_VALUE);
  }

  /** One resource of each kind, at the foundry as a whole. */
  static List<Resource> oneOfEachAtFoundry() {
    return List.of(
        new Resource.Organisation(FOUNDRY),
        new Resource.Site(FOUNDRY),
        new Resource.Asset(FOUNDRY, new AssetId(new UUID(1, 40))),
        new Resource.Point(FOUNDRY, POINT),
        new Resource.Source(FOUNDRY, PRESS),
        new Resource.PublishChannel(FOUNDRY, PRESS, "line1/press"),
        new Resource.SubscribeChannels(FOUNDRY, "line1/#"),
        new Resource.Accounts(FOUNDRY, Set.of()),
        new Resource.Tokens(FOUNDRY, Set.of()),
        new Resource.OwnAccount(USER),
        new Resource.Server(FOUNDRY));
  }

  /** The kinds of resource by the names in the documentation. */
  static Map<String, Function<Resource, Boolean>> kindsByName() {
    Map<String, Function<Resource, Boolean>> kinds = new LinkedHashMap<>();
    kinds.put("organisation", Resource.Organisation.class::isInstance);
    kinds.put("site", Resource.Site.class::isInstance);
    kinds.put("asset", Resource.Asset.class::isInstance);
    kinds.put("point", Resource.Point.class::isInstance);
    kinds.put("source", Resource.Source.class::isInstance);
    kinds.put("publish", Resource.PublishChannel.class::isInstance);
    kinds.put("subscribe", Resource.SubscribeChannels.class::isInstance);
    kinds.put("accounts", Resource.Accounts.class::isInstance);
    kinds.put("tokens", Resource.Tokens.class::isInstance);
    kinds.put("own account", Resource.OwnAccount.class::isInstance);
    kinds.put("server", Resource.Server.class::isInstance);
    return kinds;
  }
}
