package io.millrace.bench.endtoend;

import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.SourceSpec;
import io.millrace.model.time.NanoClock;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.change.Actor;
import io.millrace.registry.database.DatabaseSettings;
import io.millrace.registry.database.RegistryDatabase;
import io.millrace.security.Security;
import io.millrace.security.SecuritySettings;
import io.millrace.security.authorisation.ChannelFilters;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Scope;
import io.millrace.security.token.NewToken;
import io.millrace.security.token.Token;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who loads and asks a server, written into its database before it starts.
 *
 * @param source under whose identity the load arrives
 * @param deviceToken hands over data, and receives it
 * @param readerToken reads everything
 */
record BenchIdentities(SourceId source, String deviceToken, String readerToken) {
  private static final int MANY_POINTS = 50_000;
  private static final String PRINCIPAL = "system:bench";

  static BenchIdentities create(Path dataFolder) {
    NanoClock clock = NanoClock.system();
    SecureRandom random = new SecureRandom();
    IdGenerator ids = new IdGenerator(clock, random);
    Path file = dataFolder.resolve("registry/millrace.db");
    try (RegistryDatabase database = RegistryDatabase.open(DatabaseSettings.Sqlite.in(file))) {
      Registry registry = new Registry(database, ids, clock, ImportSettings.DEFAULT);
      Security security =
          Security.open(
              database.writer(), database.reader(), SecuritySettings.DEFAULT, clock, random, ids);
      OrganisationId organisation = registry.organisations().create(PRINCIPAL, "Bench").id();
      SourceId source =
          registry
              .sources()
              .create(
                  new Actor(organisation, PRINCIPAL),
                  SourceSpec.of("load").edit().maxUnmappedPoints(MANY_POINTS).build())
              .id();
      return new BenchIdentities(
          source,
          token(security, organisation, source, Set.of(Scope.INGEST, Scope.SUBSCRIBE)),
          token(security, organisation, null, Set.of(Scope.READ)));
    }
  }

  private static String token(
      Security security,
      OrganisationId organisation,
      @Nullable SourceId source,
      Set<Scope> scopes) {
    ChannelFilters channels = source == null ? ChannelFilters.NONE : ChannelFilters.ALL;
    NewToken wanted =
        new NewToken(
            "bench", Place.of(organisation), scopes, source, channels, channels, Token.NEVER);
    return security
        .tokens()
        .create(io.millrace.security.audit.Actor.internal("bench"), wanted)
        .text()
        .reveal();
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "BenchIdentities[" + source + "]";
  }
}
