package io.millrace.security.account;

import io.millrace.model.id.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The one-time links' SQL. */
final class SetupLinkTable {
  /**
   * A link.
   *
   * @param hash of its secret
   * @param userId whose password it sets; empty for a first owner
   */
  record StoredLink(
      String hash,
      SetupPurpose purpose,
      String userId,
      OrganisationId organisation,
      long expiresNs) {}

  private SetupLinkTable() {}

  static void insert(Handle handle, StoredLink link) {
    handle.execute(
        "INSERT INTO security_setup_link (hash, purpose, user_id, organisation_id, expires_ns)"
            + " VALUES (?, ?, ?, ?, ?)",
        link.hash(),
        link.purpose().name(),
        link.userId(),
        link.organisation().toString(),
        link.expiresNs());
  }

  static Optional<StoredLink> find(Handle handle, String hash, long nowNs) {
    return handle
        .select("SELECT * FROM security_setup_link WHERE hash = ? AND expires_ns > ?", hash, nowNs)
        .map((row, _) -> read(row))
        .findOne();
  }

  private static StoredLink read(ResultSet row) throws SQLException {
    return new StoredLink(
        row.getString("hash"),
        SetupPurpose.valueOf(row.getString("purpose")),
        row.getString("user_id"),
        OrganisationId.of(row.getString("organisation_id")),
        row.getLong("expires_ns"));
  }

  /** Deletes the links for one account; those for a first owner if the id is empty. */
  static void deleteFor(Handle handle, String userId, OrganisationId organisation) {
    handle.execute(
        "DELETE FROM security_setup_link WHERE user_id = ? AND organisation_id = ?",
        userId,
        organisation.toString());
  }

  static void deleteExpired(Handle handle, long nowNs) {
    handle.execute("DELETE FROM security_setup_link WHERE expires_ns <= ?", nowNs);
  }
}
