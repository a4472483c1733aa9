package io.millrace.registry.database;

import static io.millrace.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.id.IdGenerator;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.AssetSpec;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.change.Actor;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.testing.TestClock;
import io.millrace.registry.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryDatabaseTest {
  private static final Migrations REGISTRY =
      new Migrations("registry_schema", "io/millrace/registry/migrations", 1);

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void an_empty_database_gets_its_tables_once(TestEngine engine) throws Exception {
    DatabaseSettings settings = engine.emptyDatabase();
    for (int start = 0; start < 2; start++) {
      try (RegistryDatabase database = RegistryDatabase.open(settings)) {
        database.migrate(REGISTRY);
        assertThat(text(database, "SELECT count(*) FROM registry_schema WHERE version = '1'"))
            .isEqualTo("1");
        assertThat(text(database, "SELECT count(*) FROM point")).isEqualTo("0");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void another_domain_keeps_its_tables_in_the_same_database(TestEngine engine) throws Exception {
    try (RegistryDatabase database = RegistryDatabase.open(engine.databaseWithTables())) {
      database.migrate(
          new Migrations("other_schema", "io/millrace/registry/testing/migrations", 1));
      try (Connection connection = database.writer().getConnection();
          Statement statement = connection.createStatement()) {
        statement.executeUpdate("INSERT INTO other_thing (name, flag) VALUES ('a', TRUE)");
      }
      assertThat(text(database, "SELECT name FROM other_thing WHERE flag")).isEqualTo("a");
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void a_database_of_a_newer_program_is_refused(TestEngine engine) {
    try (RegistryDatabase database = RegistryDatabase.open(engine.databaseWithTables())) {
      refused(
              RegistryError.REGISTRY_SCHEMA_UNKNOWN,
              () -> database.migrate(new Migrations("registry_schema", "nowhere", 0)))
          .hasMessageContaining("a newer program wrote");
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void readers_cannot_write(TestEngine engine) throws Exception {
    try (RegistryDatabase database = RegistryDatabase.open(engine.databaseWithTables());
        Connection connection = database.reader().getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM point"))
          .isInstanceOf(SQLException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void rows_of_different_organisations_cannot_refer_to_each_other(TestEngine engine) {
    try (RegistryDatabase database = RegistryDatabase.open(engine.databaseWithTables())) {
      TestClock clock = new TestClock();
      IdGenerator ids = new IdGenerator(clock, new Random(1));
      Registry registry = new Registry(database, ids, clock, ImportSettings.DEFAULT);
      Actor ours = new Actor(registry.organisations().create("setup", "Ours").id(), "a");
      Actor theirs = new Actor(registry.organisations().create("setup", "Theirs").id(), "b");
      Asset above = registry.assets().create(ours, AssetSpec.of("A", "area"));
      Asset below = registry.assets().create(theirs, AssetSpec.of("B", "area"));
      refused(
          RegistryError.REGISTRY_CONFLICT,
          () ->
              new Transactions(database)
                  .write(
                      handle ->
                          handle
                              .createUpdate("UPDATE asset SET parent_id = :ours WHERE id = :id")
                              .bind("ours", above.id().value())
                              .bind("id", below.id().value())
                              .execute()));
    }
  }

  @Test
  void sqlite_runs_in_wal_mode_with_full_synchronisation_and_foreign_keys(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("deep/er/registry.db");
    try (RegistryDatabase database = RegistryDatabase.open(DatabaseSettings.Sqlite.in(file));
        Connection writer = database.writer().getConnection()) {
      assertThat(Files.exists(file)).isTrue();
      assertThat(text(writer, "PRAGMA journal_mode")).isEqualTo("wal");
      assertThat(text(writer, "PRAGMA synchronous")).isEqualTo("2");
      assertThat(text(writer, "PRAGMA foreign_keys")).isEqualTo("1");
      assertThat(database.dialect()).isEqualTo(Dialect.SQLITE);
    }
  }

  @Test
  void a_database_that_cannot_be_opened_says_why_and_no_secret(@TempDir Path folder) {
    refused(
        RegistryError.REGISTRY_UNAVAILABLE,
        () -> RegistryDatabase.open(new DatabaseSettings.Sqlite(folder, 1, 300)));
    DatabaseSettings.Postgresql nowhere =
        new DatabaseSettings.Postgresql("jdbc:postgresql://127.0.0.1:1/x", "u", "s3cret", 1, 300);
    refused(RegistryError.REGISTRY_UNAVAILABLE, () -> RegistryDatabase.open(nowhere))
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageNotContaining("s3cret");
    assertThat(nowhere.toString()).doesNotContain("s3cret");
  }

  @Test
  void the_registry_asks_for_its_newest_migration() throws Exception {
    Path folder = Path.of("src/main/resources/io/millrace/registry/migrations");
    try (var files = Files.list(folder)) {
      List<String> versions =
          files.map(file -> file.getFileName().toString().replaceAll("__.*", "")).sorted().toList();
      assertThat(versions.getLast()).isEqualTo("V" + REGISTRY.latest());
    }
  }

  private static String text(RegistryDatabase database, String query) throws SQLException {
    try (Connection connection = database.reader().getConnection()) {
      return text(connection, query);
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : "nothing";
    }
  }
}
