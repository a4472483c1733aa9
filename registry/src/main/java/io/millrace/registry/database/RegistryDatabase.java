package io.millrace.registry.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/**
 * An open database: one connection that writes, a few that read. Thread-safe.
 *
 * <p>Writing is serialised in both engines (law 5): on SQLite there is one connection, on
 * PostgreSQL each transaction begins by taking a row lock ({@link Transactions}). So what a
 * transaction has checked stays true until it ends.
 */
public final class RegistryDatabase implements AutoCloseable {
  private final Dialect dialect;
  private final HikariDataSource writer;
  private final HikariDataSource reader;

  RegistryDatabase(Dialect dialect, HikariDataSource writer, HikariDataSource reader) {
    this.dialect = dialect;
    this.writer = writer;
    this.reader = reader;
  }

  /**
   * Opens the database, and makes the file if it is not there. Runs no migration.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_UNAVAILABLE}
   */
  public static RegistryDatabase open(DatabaseSettings settings) {
    return switch (settings) {
      case DatabaseSettings.Sqlite sqlite -> SqliteEngine.open(sqlite);
      case DatabaseSettings.Postgresql postgresql -> PostgresqlEngine.open(postgresql);
    };
  }

  /** Which SQL it understands. */
  public Dialect dialect() {
    return dialect;
  }

  /**
   * Connections that may write. On SQLite there is one: whoever holds it must not ask for a second,
   * and must give it back soon.
   */
  public DataSource writer() {
    return writer;
  }

  /** Connections that only read; each transaction sees one state of the database. */
  public DataSource reader() {
    return reader;
  }

  /**
   * Brings a domain's tables to their newest form. Costs a millisecond if they have it.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_SCHEMA_UNKNOWN} if they
   *     are newer than this program, {@code REGISTRY_UNAVAILABLE} if a migration fails
   */
  public void migrate(Migrations migrations) {
    new Migrator(this).migrate(migrations);
  }

  @Override
  public void close() {
    reader.close();
    writer.close();
  }
}
