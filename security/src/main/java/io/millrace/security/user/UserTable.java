package io.millrace.security.user;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.UserId;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The users' SQL, for this module. */
public final class UserTable {
  private static final String SELECT = "SELECT * FROM security_user ";

  private UserTable() {}

  /** Adds a user without a password. */
  public static void insert(Handle handle, User user, LoginName login) {
    handle
        .createUpdate(
            "INSERT INTO security_user (id, login, login_key, display_name, home_organisation_id,"
                + " home_site_id, password_hash, enabled, created_ns, changed_ns, version) VALUES"
                + " (:id, :login, :key, :name, :organisation, :site, '', 1, :now, :now, 1)")
        .bind("id", user.id().toString())
        .bind("login", login.text())
        .bind("key", login.key())
        .bind("name", user.displayName())
        .bind("organisation", text(user.home().organisation()))
        .bind("site", text(user.home().site()))
        .bind("now", user.createdNs())
        .execute();
    insertGrants(handle, user.id(), user.grants());
  }

  /** Replaces a user's roles. */
  public static void setGrants(Handle handle, UserId user, Set<RoleGrant> grants) {
    handle.execute("DELETE FROM security_role_grant WHERE user_id = ?", user.toString());
    insertGrants(handle, user, grants);
  }

  private static void insertGrants(Handle handle, UserId user, Set<RoleGrant> grants) {
    if (grants.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO security_role_grant (user_id, role, organisation_id, site_id)"
                + " VALUES (?, ?, ?, ?)");
    for (RoleGrant grant : grants) {
      batch.add(
          user.toString(),
          grant.role().name(),
          text(grant.place().organisation()),
          text(grant.place().site()));
    }
    batch.execute();
  }

  private static String text(@Nullable Object id) {
    return id == null ? "" : id.toString();
  }

  /** A user by id. */
  public static Optional<User> find(Handle handle, UserId id) {
    return select(handle, SELECT + "WHERE id = ?", id.toString()).stream().findFirst();
  }

  /** A user by the key of the login name. */
  public static Optional<User> findByLoginKey(Handle handle, String loginKey) {
    return select(handle, SELECT + "WHERE login_key = ?", loginKey).stream().findFirst();
  }

  /** Users who are at home or have a role in an organisation, in the order of their login keys. */
  static List<User> list(Handle handle, OrganisationId organisation, String afterKey, int limit) {
    return select(
        handle,
        SELECT
            + "WHERE login_key > ? AND (home_organisation_id = ? OR id IN"
            + " (SELECT user_id FROM security_role_grant WHERE organisation_id = ?))"
            + " ORDER BY login_key LIMIT ?",
        afterKey,
        organisation.toString(),
        organisation.toString(),
        limit);
  }

  /** The stored password hash; empty if the user has none. */
  public static Optional<String> passwordHash(Handle handle, UserId id) {
    return handle
        .select("SELECT password_hash FROM security_user WHERE id = ?", id.toString())
        .mapTo(String.class)
        .findOne()
        .filter(hash -> !hash.isEmpty());
  }

  /** Stores a password hash. */
  public static void setPasswordHash(Handle handle, UserId id, String hash) {
    handle.execute("UPDATE security_user SET password_hash = ? WHERE id = ?", hash, id.toString());
  }

  /** Stores name and state, and lets the version rise. */
  public static void update(Handle handle, User user, long nowNs) {
    handle.execute(
        "UPDATE security_user SET display_name = ?, enabled = ?, changed_ns = ?,"
            + " version = version + 1 WHERE id = ?",
        user.displayName(),
        user.enabled() ? 1 : 0,
        nowNs,
        user.id().toString());
  }

  /** Removes a user and the roles. */
  public static void delete(Handle handle, UserId id) {
    handle.execute("DELETE FROM security_role_grant WHERE user_id = ?", id.toString());
    handle.execute("DELETE FROM security_user WHERE id = ?", id.toString());
  }

  /** How many accounts there are. */
  public static int count(Handle handle) {
    return handle.createQuery("SELECT COUNT(*) FROM security_user").mapTo(Integer.class).one();
  }

  /** How many accounts that can sign in own the whole organisation. */
  public static int countOwners(Handle handle, OrganisationId organisation) {
    return handle
        .select(
            "SELECT COUNT(*) FROM security_user WHERE enabled = 1 AND password_hash <> '' AND id IN (SELECT user_id FROM"
                + " security_role_grant WHERE role = 'OWNER' AND organisation_id = ? AND site_id ="
                + " '')",
            organisation.toString())
        .mapTo(Integer.class)
        .one();
  }

  private static List<User> select(Handle handle, String sql, Object... values) {
    List<User> withoutGrants =
        handle.select(sql, values).map((row, _) -> read(row, Set.of())).list();
    return withoutGrants.stream().map(user -> withGrants(handle, user)).toList();
  }

  private static User withGrants(Handle handle, User user) {
    Set<RoleGrant> grants =
        handle
            .select("SELECT * FROM security_role_grant WHERE user_id = ?", user.id().toString())
            .map((row, _) -> readGrant(row))
            .collect(Collectors.toUnmodifiableSet());
    return new User(
        user.id(),
        user.login(),
        user.displayName(),
        user.home(),
        grants,
        user.enabled(),
        user.hasPassword(),
        user.createdNs(),
        user.changedNs(),
        user.version());
  }

  private static User read(ResultSet row, Set<RoleGrant> grants) throws SQLException {
    return new User(
        UserId.of(row.getString("id")),
        row.getString("login"),
        row.getString("display_name"),
        place(row.getString("home_organisation_id"), row.getString("home_site_id")),
        grants,
        row.getInt("enabled") == 1,
        !row.getString("password_hash").isEmpty(),
        row.getLong("created_ns"),
        row.getLong("changed_ns"),
        row.getLong("version"));
  }

  private static RoleGrant readGrant(ResultSet row) throws SQLException {
    try {
      return new RoleGrant(
          Role.valueOf(row.getString("role")),
          place(row.getString("organisation_id"), row.getString("site_id")));
    } catch (IllegalArgumentException e) {
      throw new AccessException(
          AccessError.SECURITY_STORE_DAMAGED,
          "A stored role is not one that this version knows. Nobody is let in on its strength.",
          e);
    }
  }

  private static Place place(String organisation, String site) {
    return new Place(OrganisationId.of(organisation), site.isEmpty() ? null : AssetId.of(site));
  }
}
