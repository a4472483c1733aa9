package io.millrace.security.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The audit's SQL. */
final class AuditTable {
  private static final String COLUMNS =
      "sequence, time_ns, principal, organisation_id, event, outcome, subject, address, detail,"
          + " repetitions, previous_hash, hash";

  private AuditTable() {}

  /** Both ends of the chain as the database states them. */
  static AuditEnds ends(Handle handle) {
    return handle
        .createQuery(
            "SELECT sequence, hash, removed_sequence, removed_hash FROM security_audit_head"
                + " WHERE id = 1")
        .map(
            (row, _) ->
                new AuditEnds(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4)))
        .one();
  }

  /** Adds a row at the newest end. */
  static void insert(Handle handle, AuditRow row) {
    handle
        .createUpdate(
            "INSERT INTO security_audit ("
                + COLUMNS
                + ") VALUES (:sequence, :timeNs, :principal, :organisation, :event, :outcome,"
                + " :subject, :address, :detail, :repetitions, :previousHash, :hash)")
        .bindMap(
            Map.ofEntries(
                Map.entry("sequence", row.sequence()),
                Map.entry("timeNs", row.timeNs()),
                Map.entry("principal", row.principal()),
                Map.entry("organisation", row.organisation()),
                Map.entry("event", row.event()),
                Map.entry("outcome", row.outcome().name()),
                Map.entry("subject", row.subject()),
                Map.entry("address", row.address()),
                Map.entry("detail", row.detail()),
                Map.entry("repetitions", row.repetitions()),
                Map.entry("previousHash", row.previousHash()),
                Map.entry("hash", row.hash())))
        .execute();
    handle
        .createUpdate(
            "UPDATE security_audit_head SET sequence = :sequence, hash = :hash WHERE id = 1")
        .bind("sequence", row.sequence())
        .bind("hash", row.hash())
        .execute();
  }

  /** The rows that a condition and an order select. */
  static List<AuditRow> select(Handle handle, String condition, List<Object> values) {
    String sql = "SELECT " + COLUMNS + " FROM security_audit" + condition;
    return handle.select(sql, values.toArray()).map((row, _) -> readRow(row)).list();
  }

  private static AuditRow readRow(ResultSet row) throws SQLException {
    return new AuditRow(
        row.getLong("sequence"),
        row.getLong("time_ns"),
        row.getString("principal"),
        row.getString("organisation_id"),
        row.getString("event"),
        Outcome.valueOf(row.getString("outcome")),
        row.getString("subject"),
        row.getString("address"),
        row.getString("detail"),
        row.getInt("repetitions"),
        row.getString("previous_hash"),
        row.getString("hash"));
  }

  /** Rows after one sequence up to another, oldest first. */
  static List<AuditRow> ascending(Handle handle, long after, long upTo, int limit) {
    return select(
        handle,
        " WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?",
        List.of(after, upTo, limit));
  }

  /** Whether the oldest row is older than a time. */
  static boolean hasBefore(Handle handle, long beforeNs) {
    return handle
        .createQuery("SELECT time_ns FROM security_audit ORDER BY sequence LIMIT 1")
        .mapTo(Long.class)
        .findOne()
        .map(timeNs -> timeNs < beforeNs)
        .orElse(false);
  }

  /**
   * The last of the rows that begin the chain and are all older than a time. Not every row that is
   * older: a clock that stepped back must not tear the chain.
   */
  static long lastBefore(Handle handle, long beforeNs) {
    return handle
        .createQuery(
            "SELECT COALESCE((SELECT MIN(sequence) - 1 FROM security_audit WHERE time_ns >= :before),"
                + " (SELECT MAX(sequence) FROM security_audit))")
        .bind("before", beforeNs)
        .mapTo(Long.class)
        .one();
  }

  /** Removes the oldest rows up to one, and notes where the chain begins now. */
  static int removeUpTo(Handle handle, AuditRow last) {
    int removed = handle.execute("DELETE FROM security_audit WHERE sequence <= ?", last.sequence());
    handle
        .createUpdate(
            "UPDATE security_audit_head SET removed_sequence = :sequence, removed_hash = :hash"
                + " WHERE id = 1")
        .bind("sequence", last.sequence())
        .bind("hash", last.hash())
        .execute();
    return removed;
  }
}
