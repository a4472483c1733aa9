package io.millrace.security.database;

import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the security tables to the form that this version needs. One query tells whether there is
 * anything to do; Flyway is loaded only then, since that alone takes longer than the rest of a
 * start.
 */
public final class SecuritySchema {
  /** The migration that this version needs; the highest under {@value #LOCATION}. */
  public static final int VERSION = 1;

  /** Where the migrations are. */
  public static final String LOCATION = "classpath:io/millrace/security/migration";

  /** Where Flyway notes which migrations ran. */
  public static final String HISTORY_TABLE = "security_schema_history";

  private SecuritySchema() {}

  /**
   * Runs the migrations that are missing.
   *
   * @return how many ran
   * @throws AccessException with {@link AccessError#SECURITY_STORE_TOO_NEW} if a newer version of
   *     Millrace made the tables, or with {@link AccessError#SECURITY_STORE_FAILED}
   */
  public static int migrate(DataSource dataSource) {
    int version = versionOf(dataSource);
    if (version > VERSION) {
      throw new AccessException(
          AccessError.SECURITY_STORE_TOO_NEW,
          "The security tables have version "
              + version
              + " and this Millrace knows them up to version "
              + VERSION
              + ". Start the newer Millrace that made them, or restore an older backup.");
    }
    return version == VERSION ? 0 : runFlyway(dataSource);
  }

  /** The highest migration that ran, 0 for none. */
  static int versionOf(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      if (!hasHistory(connection)) {
        return 0;
      }
      try (PreparedStatement statement =
              connection.prepareStatement("SELECT version, success FROM " + HISTORY_TABLE);
          ResultSet rows = statement.executeQuery()) {
        int version = 0;
        while (rows.next()) {
          String text = rows.getString(1);
          if (text != null && rows.getBoolean(2)) {
            version = Math.max(version, Integer.parseInt(text));
          }
        }
        return version;
      }
    } catch (SQLException | NumberFormatException e) {
      throw new AccessException(
          AccessError.SECURITY_STORE_FAILED,
          "It could not be read which form the security tables have. Check the database.",
          e);
    }
  }

  private static boolean hasHistory(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), HISTORY_TABLE, null)) {
      return tables.next();
    }
  }

  private static int runFlyway(DataSource dataSource) {
    try {
      return Flyway.configure()
          .dataSource(dataSource)
          .locations(LOCATION)
          .table(HISTORY_TABLE)
          // Other modules' tables are in the same database: not empty is no reason to refuse.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .cleanDisabled(true)
          .load()
          .migrate()
          .migrationsExecuted;
    } catch (FlywayException e) {
      throw new AccessException(
          AccessError.SECURITY_STORE_FAILED,
          "The security tables could not be brought to version " + VERSION + ". See the cause.",
          e);
    }
  }
}
