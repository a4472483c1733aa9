package io.millrace.security.support;

import io.millrace.security.database.SecuritySchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What all tests of a run share: the PostgreSQL server, and of both databases one that has its
 * tables already, to be copied. Made when it is first needed, ended after the last test.
 */
public final class SharedDatabases implements BeforeAllCallback, AutoCloseable {
  private static final Object LOCK = new Object();
  private static @Nullable SharedDatabases current;

  private @Nullable PostgresServer postgres;
  private @Nullable String postgresTemplate;
  private @Nullable Path sqliteTemplate;

  @Override
  public void beforeAll(ExtensionContext context) {
    // JUnit closes what is in the root's store when all tests have ended.
    context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .computeIfAbsent(SharedDatabases.class.getName(), _ -> begin());
  }

  private static SharedDatabases begin() {
    synchronized (LOCK) {
      SharedDatabases begun = new SharedDatabases();
      current = begun;
      return begun;
    }
  }

  static SharedDatabases current() {
    synchronized (LOCK) {
      SharedDatabases begun = current;
      if (begun == null) {
        throw new IllegalStateException("The test class lacks @ExtendWith(SharedDatabases.class).");
      }
      return begun;
    }
  }

  synchronized PostgresServer postgres() {
    PostgresServer running = postgres;
    if (running == null) {
      running = PostgresServer.start();
      postgres = running;
    }
    return running;
  }

  /** The name of a PostgreSQL database that has its tables, and nobody connected. */
  synchronized String postgresTemplate() {
    String made = postgresTemplate;
    if (made == null) {
      made = postgres().createDatabase("template1");
      try (TestDatabase.Opened opened = TestDatabase.openPostgres(postgres().url(made))) {
        SecuritySchema.migrate(opened.writer());
      }
      postgresTemplate = made;
    }
    return made;
  }

  /** An SQLite file that has its tables, and that nobody has open. */
  synchronized Path sqliteTemplate() {
    Path made = sqliteTemplate;
    if (made == null) {
      made = TestDatabase.newSqliteFile();
      try (TestDatabase.Opened opened = TestDatabase.openSqlite(made)) {
        SecuritySchema.migrate(opened.writer());
      }
      sqliteTemplate = made;
    }
    return made;
  }

  static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    if (postgres != null) {
      postgres.close();
    }
  }
}
