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

  /** A data source on a fresh, empty database. */
  public HikariDataSource create() {
    return switch (this) {
      case SQLITE -> sqlite(newFile());
      case POSTGRESQL -> postgres(PostgresServer.shared().createDatabase());
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

  private static HikariDataSource sqlite(Path file) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + file);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "NORMAL");
    config.addDataSourceProperty("busy_timeout", "5000");
    config.addDataSourceProperty("foreign_keys", "true");
    config.setMaximumPoolSize(4);
    return new HikariDataSource(config);
  }

  private static HikariDataSource postgres(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(4);
    return new HikariDataSource(config);
  }
}
