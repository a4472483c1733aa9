package io.millrace.security.user;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.UserId;
import io.millrace.security.database.SecurityDatabase;
import java.util.List;
import java.util.Optional;

/** Looks people up. Thread-safe. */
public final class UserDirectory {
  /** Most users of one page. */
  public static final int MAX_PAGE = 500;

  private final SecurityDatabase database;

  public UserDirectory(SecurityDatabase database) {
    this.database = database;
  }

  /** A user by id. */
  public Optional<User> find(UserId id) {
    return database.read(handle -> UserTable.find(handle, id));
  }

  /** A user by login name, in any spelling of it. */
  public Optional<User> findByLogin(String login) {
    return database.read(handle -> UserTable.findByLoginKey(handle, LoginName.keyOf(login)));
  }

  /**
   * Users who are at home or have a role in an organisation, in the order of their login names.
   *
   * @param afterLogin the last login of the page before; empty for the first page
   * @param limit at most {@value #MAX_PAGE}
   */
  public List<User> list(OrganisationId organisation, String afterLogin, int limit) {
    int bounded = Math.clamp(limit, 1, MAX_PAGE);
    return database.read(
        handle -> UserTable.list(handle, organisation, LoginName.keyOf(afterLogin), bounded));
  }

  /** Whether somebody who may sign in owns the organisation. */
  public boolean hasOwner(OrganisationId organisation) {
    return database.read(handle -> UserTable.countOwners(handle, organisation)) > 0;
  }
}
