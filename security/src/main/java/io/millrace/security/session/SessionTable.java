package io.millrace.security.session;

import io.millrace.model.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The sessions' SQL. */
final class SessionTable {
  /**
   * A session with what proves it.
   *
   * @param hash of the secret in force
   * @param previousHash of the secret before; empty if there was none
   * @param previousUntilNs until when that one is taken too
   * @param rotationDue whether it needs a new secret
   */
  record StoredSession(
      Session session,
      String hash,
      String previousHash,
      long previousUntilNs,
      boolean rotationDue) {}

  private static final String SELECT = "SELECT * FROM security_session ";

  private SessionTable() {}

  static void insert(Handle handle, Session session, String hash) {
    handle
        .createUpdate(
            "INSERT INTO security_session (id, hash, previous_hash, previous_until_ns,"
                + " rotation_due, user_id, created_ns, last_seen_ns, expires_ns, address,"
                + " user_agent) VALUES (:id, :hash, '', 0, 0, :user, :created, :created, :expires,"
                + " :address, :agent)")
        .bind("id", session.id())
        .bind("hash", hash)
        .bind("user", session.user().toString())
        .bind("created", session.createdNs())
        .bind("expires", session.expiresNs())
        .bind("address", session.address())
        .bind("agent", session.userAgent())
        .execute();
  }

  static Optional<StoredSession> findByHash(Handle handle, String hash) {
    return select(handle, SELECT + "WHERE hash = ? OR previous_hash = ?", hash, hash).stream()
        .findFirst();
  }

  static Optional<StoredSession> find(Handle handle, String id) {
    return select(handle, SELECT + "WHERE id = ?", id).stream().findFirst();
  }

  static List<StoredSession> ofUser(Handle handle, UserId user) {
    return select(
        handle, SELECT + "WHERE user_id = ? ORDER BY last_seen_ns DESC, id", user.toString());
  }

  /** Gives a session a new secret; false if somebody else did so first. */
  static boolean rotate(
      Handle handle, String id, String oldHash, String newHash, long previousUntilNs) {
    return handle.execute(
            "UPDATE security_session SET previous_hash = hash, previous_until_ns = ?, hash = ?,"
                + " rotation_due = 0 WHERE id = ? AND hash = ?",
            previousUntilNs,
            newHash,
            id,
            oldHash)
        == 1;
  }

  static void rotationDue(Handle handle, UserId user) {
    handle.execute(
        "UPDATE security_session SET rotation_due = 1 WHERE user_id = ?", user.toString());
  }

  static boolean delete(Handle handle, String id) {
    return handle.execute("DELETE FROM security_session WHERE id = ?", id) == 1;
  }

  static void deleteOfUser(Handle handle, UserId user, String exceptId) {
    handle.execute(
        "DELETE FROM security_session WHERE user_id = ? AND id <> ?", user.toString(), exceptId);
  }

  static int deleteExpired(Handle handle, long nowNs, long idleSinceNs) {
    return handle.execute(
        "DELETE FROM security_session WHERE expires_ns <= ? OR last_seen_ns <= ?",
        nowNs,
        idleSinceNs);
  }

  static void noteSeen(Handle handle, Map<String, Long> lastSeenNs) {
    PreparedBatch batch =
        handle.prepareBatch("UPDATE security_session SET last_seen_ns = ? WHERE id = ?");
    lastSeenNs.forEach((id, timeNs) -> batch.add(timeNs, id));
    batch.execute();
  }

  private static List<StoredSession> select(Handle handle, String sql, Object... values) {
    return handle.select(sql, values).map((row, _) -> read(row)).list();
  }

  private static StoredSession read(ResultSet row) throws SQLException {
    return new StoredSession(
        new Session(
            row.getString("id"),
            UserId.of(row.getString("user_id")),
            row.getLong("created_ns"),
            row.getLong("last_seen_ns"),
            row.getLong("expires_ns"),
            row.getString("address"),
            row.getString("user_agent")),
        row.getString("hash"),
        row.getString("previous_hash"),
        row.getLong("previous_until_ns"),
        row.getInt("rotation_due") == 1);
  }
}
