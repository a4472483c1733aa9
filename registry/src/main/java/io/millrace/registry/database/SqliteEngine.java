package io.millrace.registry.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.error.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite in WAL mode: readers never wait for the writer.
 *
 * <p>{@code synchronous=FULL} although WAL needs only {@code NORMAL} to stay consistent: with
 * {@code NORMAL} a power cut may undo a transaction whose context changes the journal already has,
 * and the numbers of the outbox would be given out twice (law 4). People write here, so an fsync
 * each is cheap.
 */
final class SqliteEngine {
  private static final int CACHE_KIB_PER_CONNECTION = 8 * 1024;
  private static final int WAL_LIMIT_BYTES = 64 * 1024 * 1024;

  private SqliteEngine() {}

  static RegistryDatabase open(DatabaseSettings.Sqlite settings) {
    Path file = settings.file().toAbsolutePath();
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new RegistryException(
          RegistryError.REGISTRY_UNAVAILABLE,
          "The folder of the registry's database " + file + " cannot be made: " + e.getMessage(),
          e);
    }
    HikariDataSource writer = pool("registry-writer", settings, file, false, 1);
    try {
      // After the writer, which makes the file and sets WAL mode.
      HikariDataSource reader = pool("registry-reader", settings, file, true, settings.readers());
      return new RegistryDatabase(Dialect.SQLITE, writer, reader);
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  private static HikariDataSource pool(
      String name, DatabaseSettings.Sqlite settings, Path file, boolean readOnly, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source(file, readOnly, settings.busyTimeoutMs()));
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(Math.max(250, settings.busyTimeoutMs()));
    config.setMaxLifetime(0);
    config.setIdleTimeout(0);
    if (readOnly) {
      // Not SQLite's own read-only mode, in which the WAL's index could not be rebuilt.
      config.setConnectionInitSql("PRAGMA query_only = true");
    }
    return Pools.open(config, file.toString());
  }

  private static SQLiteDataSource source(Path file, boolean readOnly, int busyTimeoutMs) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(busyTimeoutMs);
    config.setCacheSize(-CACHE_KIB_PER_CONNECTION);
    config.setJournalSizeLimit(WAL_LIMIT_BYTES);
    config.setTempStore(TempStore.MEMORY);
    if (!readOnly) {
      // A transaction that means to write says so at once and cannot fail half-way for that.
      config.setTransactionMode(TransactionMode.IMMEDIATE);
    }
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
