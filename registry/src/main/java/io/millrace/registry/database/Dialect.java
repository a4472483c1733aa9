package io.millrace.registry.database;

import java.util.Map;

/** Where the SQL of the two databases differs. */
public enum Dialect {
  SQLITE,
  POSTGRESQL;

  /**
   * What the placeholders in migrations stand for, so that one set of migrations serves both:
   * {@code ${uuid}}, {@code ${long}}, {@code ${double}}, {@code ${flag}}, {@code ${bytes}}, {@code
   * ${key}} (text that is compared byte by byte) and, after a table's closing bracket, {@code
   * ${table}} and {@code ${clustered}} (rows stored in the order of their primary key).
   */
  public Map<String, String> placeholders() {
    return switch (this) {
      case SQLITE ->
          Map.of(
              "uuid", "BLOB",
              "long", "INTEGER",
              "double", "REAL",
              "flag", "INTEGER",
              "bytes", "BLOB",
              "key", "TEXT",
              "table", "STRICT",
              "clustered", "STRICT, WITHOUT ROWID");
      case POSTGRESQL ->
          Map.of(
              "uuid", "UUID",
              "long", "BIGINT",
              "double", "DOUBLE PRECISION",
              "flag", "BOOLEAN",
              "bytes", "BYTEA",
              "key", "TEXT COLLATE \"C\"",
              "table", "",
              "clustered", "");
    };
  }
}
