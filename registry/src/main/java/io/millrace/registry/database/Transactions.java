package io.millrace.registry.database;

import io.millrace.registry.error.RegistryError;
import io.millrace.registry.error.RegistryException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Runs work within transactions. Thread-safe. */
public final class Transactions {
  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;
  private static final int SQLITE_FULL = 13;
  private static final int SQLITE_CONSTRAINT = 19;
  private static final int SQLITE_PRIMARY_CODE = 0xff;

  private final Dialect dialect;
  private final Jdbi writer;
  private final Jdbi reader;

  /** Transactions on a database that has the registry's tables. */
  public Transactions(RegistryDatabase database) {
    dialect = database.dialect();
    writer = jdbi(Jdbi.create(database.writer()));
    reader = jdbi(Jdbi.create(database.reader()));
  }

  private Jdbi jdbi(Jdbi jdbi) {
    return jdbi.registerArgument(
        switch (dialect) {
          case SQLITE -> new Uuids.AsBytes();
          case POSTGRESQL -> new Uuids.AsUuid();
        });
  }

  /**
   * Runs work that sees one state of the database and changes nothing.
   *
   * @throws RegistryException {@code REGISTRY_UNAVAILABLE}
   */
  public <T extends @Nullable Object> T read(Function<Handle, T> work) {
    try {
      return reader.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw translated(e);
    }
  }

  /**
   * Runs work as the only writer; all of it is kept or, if it throws, none. Not to be nested.
   *
   * @throws RegistryException {@code REGISTRY_BUSY} if another writer takes too long, {@code
   *     REGISTRY_UNAVAILABLE}
   */
  public <T extends @Nullable Object> T write(Function<Handle, T> work) {
    try {
      return writer.inTransaction(
          handle -> {
            lock(handle);
            return work.apply(handle);
          });
    } catch (JdbiException e) {
      throw translated(e);
    }
  }

  /** SQLite locks by itself, since its writing transactions are immediate. */
  private void lock(Handle handle) {
    if (dialect == Dialect.POSTGRESQL) {
      handle
          .createQuery("SELECT value FROM counter WHERE name = 'write' FOR UPDATE")
          .mapTo(Long.class)
          .one();
    }
  }

  private RegistryException translated(JdbiException e) {
    SQLException cause = sqlCause(e);
    if (cause == null) {
      return new RegistryException(
          RegistryError.REGISTRY_UNAVAILABLE, "The registry's database failed.", e);
    }
    RegistryError code = code(e, cause);
    // The driver's own words quote rows, and so what others may not read: they stay in the cause.
    String sentence =
        switch (code) {
          case REGISTRY_BUSY -> "Another change to the registry takes too long; try again.";
          case REGISTRY_CONFLICT -> "The change contradicts what the registry holds.";
          default ->
              "The registry's database failed (error "
                  + cause.getErrorCode()
                  + ", state "
                  + cause.getSQLState()
                  + "); nothing was changed.";
        };
    return new RegistryException(code, sentence, e);
  }

  private RegistryError code(JdbiException e, SQLException cause) {
    if (e instanceof ConnectionException && cause instanceof SQLTransientConnectionException) {
      return RegistryError.REGISTRY_BUSY;
    }
    return switch (dialect) {
      case SQLITE ->
          switch (cause.getErrorCode() & SQLITE_PRIMARY_CODE) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_FULL -> RegistryError.REGISTRY_BUSY;
            case SQLITE_CONSTRAINT -> RegistryError.REGISTRY_CONFLICT;
            default -> RegistryError.REGISTRY_UNAVAILABLE;
          };
      case POSTGRESQL ->
          switch (String.valueOf(cause.getSQLState())) {
            // lock_not_available, serialization_failure, deadlock_detected, disk_full
            case "55P03", "40001", "40P01", "53100" -> RegistryError.REGISTRY_BUSY;
            case "23503", "23505", "23514" -> RegistryError.REGISTRY_CONFLICT;
            default -> RegistryError.REGISTRY_UNAVAILABLE;
          };
    };
  }

  private static @Nullable SQLException sqlCause(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}
