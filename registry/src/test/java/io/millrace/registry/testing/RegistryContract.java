package io.millrace.registry.testing;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.AssetSpec;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.plant.Source;
import io.millrace.model.plant.SourceSpec;
import io.millrace.model.sample.ValueKind;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.change.Actor;
import io.millrace.registry.context.OutboxEntry;
import io.millrace.registry.database.DatabaseSettings;
import io.millrace.registry.database.RegistryDatabase;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the registry promises, on SQLite and on PostgreSQL alike: each test class below this one
 * runs once for each engine, each test on a database of its own.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(TestEngine.class)
public abstract class RegistryContract {
  @Parameter protected TestEngine engine = TestEngine.SQLITE;

  protected final TestClock clock = new TestClock();
  protected final IdGenerator ids = new IdGenerator(clock, new Random(7));
  protected RegistryDatabase database;
  private DatabaseSettings settings;
  protected Registry registry;
  protected OrganisationId acme;
  protected Actor ada;

  @BeforeEach
  final void openRegistry() {
    settings = engine.databaseWithTables();
    database = RegistryDatabase.open(settings);
    registry = new Registry(database, ids, clock, ImportSettings.DEFAULT);
    acme = registry.organisations().create("setup", "Acme").id();
    ada = new Actor(acme, "ada");
    forgetContext();
  }

  @AfterEach
  final void closeRegistry() {
    database.close();
    TestEngine.remove(settings);
  }

  /** An asset of another tenant's plant would be made on behalf of this one. */
  protected final Actor stranger() {
    return new Actor(registry.organisations().create("setup", "Other").id(), "eve");
  }

  protected final Asset asset(String name) {
    return registry.assets().create(ada, AssetSpec.of(name, "area"));
  }

  protected final Asset asset(AssetId parent, String name) {
    return registry.assets().create(ada, AssetSpec.of(parent, name, "work-unit"));
  }

  protected final Point point(AssetId asset, String name) {
    PointSpec spec = PointSpec.of(name, ValueKind.DOUBLE).edit().asset(asset).build();
    return registry.points().create(ada, spec);
  }

  protected final Source source(String name) {
    return registry.sources().create(ada, SourceSpec.of(name));
  }

  /** What waits for the journal, and then waits no more. */
  protected final List<OutboxEntry> takeContext() {
    List<OutboxEntry> pending = registry.outbox().pending(100_000);
    forgetContext();
    return pending;
  }

  protected final void forgetContext() {
    registry.outbox().forgetThrough(registry.outbox().lastSequence());
  }
}
