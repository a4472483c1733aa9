package io.millrace.registry;

import io.millrace.model.id.IdGenerator;
import io.millrace.model.plant.Organisation;
import io.millrace.model.time.NanoClock;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.bulk.PlantExport;
import io.millrace.registry.bulk.PlantImport;
import io.millrace.registry.change.Actor;
import io.millrace.registry.change.ChangeLog;
import io.millrace.registry.context.ContextOutbox;
import io.millrace.registry.database.Migrations;
import io.millrace.registry.database.RegistryDatabase;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.discovery.UnmappedPoints;
import io.millrace.registry.plant.Aliases;
import io.millrace.registry.plant.Assets;
import io.millrace.registry.plant.Bindings;
import io.millrace.registry.plant.Calendars;
import io.millrace.registry.plant.Enumerations;
import io.millrace.registry.plant.Notes;
import io.millrace.registry.plant.Organisations;
import io.millrace.registry.plant.PlantDocuments;
import io.millrace.registry.plant.Points;
import io.millrace.registry.plant.Republication;
import io.millrace.registry.plant.Sources;
import io.millrace.registry.plant.StateModels;
import io.millrace.registry.search.Search;
import io.millrace.registry.work.Committed;
import io.millrace.registry.work.Writes;
import java.util.function.Consumer;

/**
 * What is known of organisations and their plants. Everything in here is thread-safe, names the
 * organisation that it is about, and leaves a trace of each change: who, when, before and after;
 * for the journal what decoding depends on (law 4); for the search the words.
 */
public final class Registry {
  /** The registry's own tables. */
  private static final Migrations MIGRATIONS =
      new Migrations("registry_schema", "io/millrace/registry/migrations", 1);

  private final Transactions transactions;
  private final IdGenerator ids;
  private final Writes writes;
  private final Organisations organisations;
  private final Assets assets;
  private final Points points;
  private final Sources sources;
  private final Bindings bindings;
  private final Aliases aliases;
  private final Enumerations enumerations;
  private final Calendars calendars;
  private final StateModels stateModels;
  private final Notes notes;
  private final UnmappedPoints unmappedPoints;
  private final Search search;
  private final PlantImport imports;
  private final PlantExport exports;
  private final ChangeLog changes;
  private final ContextOutbox outbox;

  /**
   * A registry in a database, whose tables it brings to their newest form.
   *
   * @throws io.millrace.registry.error.RegistryException as {@link RegistryDatabase#migrate}
   */
  public Registry(
      RegistryDatabase database, IdGenerator ids, NanoClock clock, ImportSettings importSettings) {
    database.migrate(MIGRATIONS);
    this.ids = ids;
    transactions = new Transactions(database);
    if (transactions.read(ContextOutbox::registryId).isEmpty()) {
      transactions.write(
          handle -> {
            ContextOutbox.renew(handle, ids.next());
            return handle;
          });
    }
    writes = new Writes(transactions, clock, new PlantDocuments());
    organisations = new Organisations(transactions, writes, ids);
    assets = new Assets(transactions, writes, ids);
    points = new Points(transactions, writes, ids);
    sources = new Sources(transactions, writes, ids);
    bindings = new Bindings(transactions, writes);
    aliases = new Aliases(transactions, writes);
    enumerations = new Enumerations(transactions, writes, ids);
    calendars = new Calendars(transactions, writes, ids);
    stateModels = new StateModels(transactions, writes, ids);
    notes = new Notes(transactions, writes, ids);
    unmappedPoints = new UnmappedPoints(transactions, writes);
    search = new Search(transactions);
    imports = new PlantImport(writes, ids, importSettings);
    exports = new PlantExport(transactions);
    changes = new ChangeLog(transactions);
    outbox = new ContextOutbox(transactions);
  }

  /** The tenants. */
  public Organisations organisations() {
    return organisations;
  }

  /** The tree of a plant. */
  public Assets assets() {
    return assets;
  }

  /** What is measured or commanded. */
  public Points points() {
    return points;
  }

  /** Under whose identity data arrives. */
  public Sources sources() {
    return sources;
  }

  /** Which address belongs to which point. */
  public Bindings bindings() {
    return bindings;
  }

  /** Other names. */
  public Aliases aliases() {
    return aliases;
  }

  /** What codes mean. */
  public Enumerations enumerations() {
    return enumerations;
  }

  /** When is worked. */
  public Calendars calendars() {
    return calendars;
  }

  /** How an asset's state is told. */
  public StateModels stateModels() {
    return stateModels;
  }

  /** What people write down. */
  public Notes notes() {
    return notes;
  }

  /** What nobody has described. */
  public UnmappedPoints unmappedPoints() {
    return unmappedPoints;
  }

  /** Search as you type. */
  public Search search() {
    return search;
  }

  /** A whole plant in. */
  public PlantImport imports() {
    return imports;
  }

  /** A whole plant out. */
  public PlantExport exports() {
    return exports;
  }

  /** Who changed what and when. */
  public ChangeLog changes() {
    return changes;
  }

  /** What the journal has yet to be told; an {@code OutboxRelay} does. */
  public ContextOutbox outbox() {
    return outbox;
  }

  /**
   * Tells the journal everything that is in force, under a new identity, so that no reader takes it
   * for a repeat: for a journal that begins anew, or after a restore from a backup. Deletions of
   * samples are not told again.
   */
  public void republish() {
    transactions.write(
        handle -> {
          ContextOutbox.renew(handle, ids.next());
          return handle;
        });
    for (Organisation organisation : organisations.all()) {
      writes.run(
          new Actor(organisation.id(), "registry"),
          unit -> {
            new Republication(unit).run();
            return unit;
          });
    }
  }

  /**
   * Adds a listener that is called after each commit, in the thread that committed; keep it short.
   * It hears of the changes of this process; those of others are in {@link #changes}.
   */
  public void onCommit(Consumer<Committed> listener) {
    writes.onCommit(listener);
  }

  /** Adds a listener that is called after each commit that left something in the outbox. */
  public void onContext(Runnable listener) {
    writes.onContext(listener);
  }
}
