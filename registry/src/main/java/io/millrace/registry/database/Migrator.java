package io.millrace.registry.database;

import io.millrace.registry.error.RegistryError;
import io.millrace.registry.error.RegistryException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Runs migrations by Flyway, and only when there are some to run. */
final class Migrator {
  private static final int NO_TABLES = 0;

  private final RegistryDatabase database;

  Migrator(RegistryDatabase database) {
    this.database = database;
  }

  void migrate(Migrations migrations) {
    int found = version(migrations.historyTable());
    if (found > migrations.latest()) {
      throw new RegistryException(
          RegistryError.REGISTRY_SCHEMA_UNKNOWN,
          "The database has version "
              + found
              + " of "
              + migrations.historyTable()
              + ", which a newer program wrote; this one knows version "
              + migrations.latest()
              + ". Run the newer program, or restore a backup.");
    }
    if (found < migrations.latest()) {
      run(migrations);
    }
  }

  /** The version that the history table names; 0 if there is no such table. */
  private int version(String historyTable) {
    try (Connection connection = database.reader().getConnection()) {
      if (!tableExists(connection, historyTable)) {
        return NO_TABLES;
      }
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT max(CAST(version AS INTEGER)) FROM " + historyTable + " WHERE success")) {
        return rows.next() ? rows.getInt(1) : NO_TABLES;
      }
    } catch (SQLException e) {
      throw new RegistryException(
          RegistryError.REGISTRY_UNAVAILABLE,
          "The version of the registry's tables cannot be read: " + e.getMessage(),
          e);
    }
  }

  private boolean tableExists(Connection connection, String table) throws SQLException {
    String query =
        switch (database.dialect()) {
          case SQLITE -> "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
          case POSTGRESQL ->
              "SELECT 1 FROM information_schema.tables"
                  + " WHERE table_schema = current_schema() AND table_name = ?";
        };
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private void run(Migrations migrations) {
    try {
      Flyway.configure()
          .dataSource(database.writer())
          .table(migrations.historyTable())
          .locations("classpath:" + migrations.location())
          .placeholders(database.dialect().placeholders())
          // Domains share one database: what another one has made there is no reason to refuse.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new RegistryException(
          RegistryError.REGISTRY_UNAVAILABLE,
          "The tables of "
              + migrations.historyTable()
              + " cannot be brought to version "
              + migrations.latest()
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
