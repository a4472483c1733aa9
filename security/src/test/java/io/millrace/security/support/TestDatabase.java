package io.millrace.security.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Both databases that security keeps its tables in. */
public enum TestDatabase {
  /** A file, in WAL mode as the application opens it. */
  SQLITE,
  /** A server of this test run. */
  POSTGRESQL;

  /**
   * An open database.
   *
   * @param writer connections that may write
   * @param reader connections that only read
   */
  public record Opened(HikariDataSource writer, HikariDataSource reader) implements AutoCloseable {
    @Override
    public void close() {
      reader.close();
      writer.close();
    }
  }

  /** A fresh, empty database. */
  public Opened createEmpty() {
    return switch (this) {
      case SQLITE -> openSqlite(newSqliteFile());
      case POSTGRESQL -> {
        PostgresServer server = SharedDatabases.current().postgres();
        yield openPostgres(server.url(server.createDatabase("template1")));
      }
    };
  }

  /** A fresh database that has its tables. */
  public Opened create() {
    SharedDatabases shared = SharedDatabases.current();
    return switch (this) {
      case SQLITE -> {
        Path file = newSqliteFile();
        SharedDatabases.copy(shared.sqliteTemplate(), file);
        yield openSqlite(file);
      }
      case POSTGRESQL -> {
        String template = shared.postgresTemplate();
        yield openPostgres(shared.postgres().url(shared.postgres().createDatabase(template)));
      }
    };
  }

  static Opened openSqlite(Path file) {
    return new Opened(sqlite(file, ""), sqlite(file, "PRAGMA query_only = true"));
  }

  static Opened openPostgres(String url) {
    return new Opened(
        postgres(url, ""), postgres(url, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"));
  }

  static Path newSqliteFile() {
    try {
      Path file = Files.createTempDirectory("millrace-security").resolve("registry.db");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HikariDataSource sqlite(Path file, String initSql) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + file);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "NORMAL");
    config.addDataSourceProperty("busy_timeout", "5000");
    config.addDataSourceProperty("foreign_keys", "true");
    config.setMaximumPoolSize(4);
    config.setMinimumIdle(0);
    if (!initSql.isEmpty()) {
      config.setConnectionInitSql(initSql);
    }
    return new HikariDataSource(config);
  }

  private static HikariDataSource postgres(String url, String initSql) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(4);
    config.setMinimumIdle(0);
    if (!initSql.isEmpty()) {
      config.setConnectionInitSql(initSql);
    }
    return new HikariDataSource(config);
  }
}
