package io.millrace.app.wiring;

import io.millrace.app.config.Settings;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.time.NanoClock;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.database.DatabaseSettings;
import io.millrace.registry.database.RegistryDatabase;
import io.millrace.security.Security;
import java.nio.file.Files;
import java.security.SecureRandom;

/**
 * The relational database and the two domains that keep their state in it. Apart from the server,
 * so that a command can use it beside one that runs.
 */
record RelationalStore(RegistryDatabase database, Registry registry, Security security)
    implements AutoCloseable {
  private static final String FILE = "registry/millrace.db";

  /**
   * Opens the database that the settings name, and makes it if it is a file that is not there.
   *
   * @throws io.millrace.model.error.MillraceException if it cannot be opened
   */
  static RelationalStore open(Settings settings, NanoClock clock, IdGenerator ids) {
    RegistryDatabase database = RegistryDatabase.open(databaseSettings(settings));
    try {
      Registry registry = new Registry(database, ids, clock, ImportSettings.DEFAULT);
      Security security =
          Security.open(
              database.writer(),
              database.reader(),
              ModuleSettings.security(settings),
              clock,
              new SecureRandom(),
              ids);
      return new RelationalStore(database, registry, security);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Whether there is one already; taken for granted of a database on a server. */
  static boolean exists(Settings settings) {
    return settings.registry().postgresql().isPresent()
        || Files.exists(settings.dataFolder().resolve(FILE));
  }

  private static DatabaseSettings databaseSettings(Settings settings) {
    return settings
        .registry()
        .postgresql()
        .<DatabaseSettings>map(
            server ->
                DatabaseSettings.Postgresql.at(server.jdbcUrl(), server.user(), server.password()))
        .orElseGet(() -> DatabaseSettings.Sqlite.in(settings.dataFolder().resolve(FILE)));
  }

  @Override
  public void close() {
    database.close();
  }
}
