package io.millrace.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.security.database.SecuritySchema;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.support.SharedDatabases;
import io.millrace.security.support.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedDatabases.class)
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SecuritySchemaTest {
  @Parameter TestDatabase kind = TestDatabase.SQLITE;

  @Test
  void the_first_start_makes_the_tables_and_later_starts_find_nothing_to_do() {
    try (TestDatabase.Opened database = kind.createEmpty()) {
      assertThat(SecuritySchema.migrate(database.writer())).isEqualTo(SecuritySchema.VERSION);
      assertThat(SecuritySchema.migrate(database.writer())).isZero();
    }
  }

  @Test
  void tables_of_other_modules_may_be_there_first() throws SQLException {
    try (TestDatabase.Opened database = kind.createEmpty()) {
      execute(database.writer(), "CREATE TABLE registry_asset (id TEXT NOT NULL PRIMARY KEY)");
      assertThat(SecuritySchema.migrate(database.writer())).isEqualTo(SecuritySchema.VERSION);
    }
  }

  @Test
  void tables_of_a_newer_version_are_left_alone() throws SQLException {
    try (TestDatabase.Opened database = kind.createEmpty()) {
      SecuritySchema.migrate(database.writer());
      execute(
          database.writer(),
          "UPDATE security_schema_history SET version = '999' WHERE version = '"
              + SecuritySchema.VERSION
              + "'");
      assertThatThrownBy(() -> SecuritySchema.migrate(database.writer()))
          .isInstanceOfSatisfying(
              AccessException.class,
              e -> assertThat(e.code()).isEqualTo(AccessError.SECURITY_STORE_TOO_NEW))
          .hasMessageContaining("version 999");
    }
  }

  @Test
  void the_version_that_the_quick_check_wants_is_that_of_the_newest_migration() throws Exception {
    URI folder =
        Objects.requireNonNull(
                getClass().getResource("/io/millrace/security/migration"), "migrations")
            .toURI();
    assertThat(newestMigration(Path.of(folder))).isEqualTo(SecuritySchema.VERSION);
  }

  private static int newestMigration(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("V"))
          .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
          .max()
          .orElseThrow();
    }
  }

  private static void execute(HikariDataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
