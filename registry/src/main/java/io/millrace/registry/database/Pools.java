package io.millrace.registry.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.error.RegistryException;

/** Opens a pool, and says in our own words when that fails. */
final class Pools {
  private Pools() {}

  static HikariDataSource open(HikariConfig config, String where) {
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new RegistryException(
          RegistryError.REGISTRY_UNAVAILABLE,
          "The registry's database " + where + " cannot be opened: " + cause.getMessage(),
          e);
    }
  }
}
