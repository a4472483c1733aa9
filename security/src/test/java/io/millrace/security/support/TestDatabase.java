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
  public Opened create() {
    return switch (this) {
      case SQLITE -> {
        Path file = newFile();
        yield new Opened(sqlite(file, ""), sqlite(file, "PRAGMA query_only = true"));
      }
      case POSTGRESQL -> {
        String url = PostgresServer.shared().createDatabase();
        yield new Opened(
            postgres(url, ""),
            postgres(url, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"));
      }
    };
  }

  private static Path newFile() {
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
    if (!initSql.isEmpty()) {
      config.setConnectionInitSql(initSql);
    }
    return new HikariDataSource(config);
  }

  private static HikariDataSource postgres(String url, String initSql) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(4);
    if (!initSql.isEmpty()) {
      config.setConnectionInitSql(initSql);
    }
    return new HikariDataSource(config);
  }
}
