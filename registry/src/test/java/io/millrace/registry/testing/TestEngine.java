package io.millrace.registry.testing;

import io.millrace.model.id.IdGenerator;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.database.DatabaseSettings;
import io.millrace.registry.database.RegistryDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The two databases, each ready with the registry's tables in a moment. */
public enum TestEngine {
  SQLITE {
    @Override
    public DatabaseSettings emptyDatabase() {
      return DatabaseSettings.Sqlite.in(TestFolders.create().resolve("registry.db"));
    }

    @Override
    public DatabaseSettings databaseWithTables() {
      DatabaseSettings.Sqlite fresh =
          DatabaseSettings.Sqlite.in(TestFolders.create().resolve("r.db"));
      try {
        Files.copy(SqliteTemplate.FILE, fresh.file());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return fresh;
    }
  },
  POSTGRESQL {
    @Override
    public DatabaseSettings emptyDatabase() {
      return settings(PostgresServer.shared().createDatabase(""));
    }

    @Override
    public DatabaseSettings databaseWithTables() {
      return settings(PostgresServer.shared().createDatabase(PostgresTemplate.NAME));
    }
  };

  /** Where to find a database without tables, of which nobody else knows. */
  public abstract DatabaseSettings emptyDatabase();

  /** Where to find a database with the registry's tables, of which nobody else knows. */
  public abstract DatabaseSettings databaseWithTables();

  /** Removes a database that nobody uses any more. */
  public static void remove(DatabaseSettings settings) {
    switch (settings) {
      case DatabaseSettings.Sqlite sqlite -> TestFolders.delete(sqlite.file().getParent());
      case DatabaseSettings.Postgresql postgresql ->
          PostgresServer.shared().dropDatabase(postgresql.url());
    }
  }

  private static DatabaseSettings settings(String url) {
    return DatabaseSettings.Postgresql.at(url, PostgresServer.shared().user(), "");
  }

  private static void makeTables(DatabaseSettings settings) {
    TestClock clock = new TestClock();
    try (RegistryDatabase database = RegistryDatabase.open(settings)) {
      new Registry(database, new IdGenerator(clock, new Random(1)), clock, ImportSettings.DEFAULT);
    }
  }

  private static final class SqliteTemplate {
    static final Path FILE = make();

    private static Path make() {
      Path file = TestFolders.create().resolve("template.db");
      makeTables(DatabaseSettings.Sqlite.in(file));
      return file;
    }
  }

  private static final class PostgresTemplate {
    static final String NAME = make();

    private static String make() {
      PostgresServer.shared().createDatabase("registry_template", "");
      makeTables(settings(PostgresServer.shared().url("registry_template")));
      return "registry_template";
    }
  }
}
