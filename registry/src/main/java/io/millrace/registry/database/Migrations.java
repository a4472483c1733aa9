package io.millrace.registry.database;

/**
 * The migrations of one domain. Each domain has its own, with a history table of its own.
 *
 * @param historyTable where the applied ones are recorded, such as {@code registry_schema}
 * @param location folder of the class path with files {@code V1__what.sql}, such as {@code
 *     io/millrace/registry/migrations}; they use the placeholders of {@link Dialect}
 * @param latest the number of the newest file; a database that is there already is not looked at
 *     any closer, which saves about a second at start
 */
public record Migrations(String historyTable, String location, int latest) {
  public Migrations {
    if (!historyTable.matches("[a-z_]{1,60}")) {
      throw new IllegalArgumentException("A history table has a lower-case name.");
    }
  }
}
