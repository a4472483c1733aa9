package io.millrace.registry.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL. {@code synchronous_commit} stays on, as the server's default is: what the journal was
 * told must not be forgotten here (law 4).
 */
final class PostgresqlEngine {
  private static final int MAX_WRITERS = 4;

  private PostgresqlEngine() {}

  static RegistryDatabase open(DatabaseSettings.Postgresql settings) {
    HikariDataSource writer = pool("registry-writer", settings, false, MAX_WRITERS);
    try {
      HikariDataSource reader = pool("registry-reader", settings, true, settings.readers());
      return new RegistryDatabase(Dialect.POSTGRESQL, writer, reader);
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  private static HikariDataSource pool(
      String name, DatabaseSettings.Postgresql settings, boolean readOnly, int size) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setApplicationName("millrace");
    source.setReWriteBatchedInserts(true);
    // A plan that was made for an empty table and then kept would scan a full one: plan each time.
    source.setOptions(
        "-c plan_cache_mode=force_custom_plan -c lock_timeout="
            + settings.busyTimeoutMs()
            + " -c default_transaction_read_only="
            + readOnly);
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(Math.max(250, settings.busyTimeoutMs()));
    if (readOnly) {
      config.setReadOnly(true);
      config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    }
    return Pools.open(config, settings.url());
  }
}
