package io.millrace.security.account;

import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.UserId;
import io.millrace.model.time.NanoClock;
import io.millrace.security.audit.Actor;
import io.millrace.security.audit.AuditEntry;
import io.millrace.security.audit.AuditLog;
import io.millrace.security.audit.SecurityEvent;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.security.database.SecurityDatabase;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.session.Sessions;
import io.millrace.security.user.LoginName;
import io.millrace.security.user.User;
import io.millrace.security.user.UserTable;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes and removes accounts. Thread-safe. Each change names the version that it was made
 * against and is refused if somebody else was faster; none leaves an organisation without an owner.
 *
 * <p>Before each call the authorisation point is asked {@code MANAGE_USERS} about all of {@link
 * User#resources()}, as they are and as they shall be.
 */
public final class Accounts {
  private static final int MAX_GRANTS = 50;

  private final SecurityDatabase database;
  private final AuditLog audit;
  private final Sessions sessions;
  private final IdGenerator ids;
  private final NanoClock clock;
  private final int maxUsers;

  Accounts(
      SecurityDatabase database,
      AuditLog audit,
      Sessions sessions,
      IdGenerator ids,
      NanoClock clock,
      int maxUsers) {
    this.database = database;
    this.audit = audit;
    this.sessions = sessions;
    this.ids = ids;
    this.clock = clock;
    this.maxUsers = maxUsers;
  }

  /**
   * Makes an account without a password; {@link SetupLinks#issueFor} makes the invitation.
   *
   * @throws AccessException with {@link AccessError#LOGIN_TAKEN} or {@link
   *     AccessError#ACCOUNT_LIMIT}
   */
  public User create(Actor actor, NewUser wanted) {
    long nowNs = clock.nowNs();
    User user =
        new User(
            new UserId(ids.next()),
            wanted.login().text(),
            wanted.displayName(),
            wanted.home(),
            wanted.grants(),
            true,
            false,
            nowNs,
            nowNs,
            1);
    return database.write(
        handle -> {
          requireFree(handle, wanted.login());
          if (UserTable.count(handle) >= maxUsers) {
            throw new AccessException(
                AccessError.ACCOUNT_LIMIT, "There are " + maxUsers + " accounts, the limit.");
          }
          UserTable.insert(handle, user, wanted.login());
          record(handle, actor, SecurityEvent.USER_CREATED, user, describe(user, user.grants()));
          return user;
        });
  }

  static void requireFree(Handle handle, LoginName login) {
    if (UserTable.findByLoginKey(handle, login.key()).isPresent()) {
      throw new AccessException(
          AccessError.LOGIN_TAKEN, "Somebody has this login name. Choose another one.");
    }
  }

  /**
   * Gives a person another name to be called by.
   *
   * @param version of the account as it was seen
   * @throws AccessException with {@link AccessError#ACCOUNT_CHANGED} or {@link
   *     AccessError#NOT_VISIBLE}
   */
  public User rename(Actor actor, UserId id, long version, String displayName) {
    String shown = NewUser.checkedDisplayName(displayName);
    return change(
        id,
        version,
        (handle, before) -> {
          User after = with(before, shown, before.enabled(), before.grants());
          record(handle, actor, SecurityEvent.USER_CHANGED, after, "Name changed.");
          return after;
        });
  }

  /**
   * Lets a person sign in or not. Disabling ends all sessions. Parameters as {@link #rename}.
   *
   * @throws AccessException as {@link #rename}, or with {@link AccessError#LAST_OWNER}
   */
  public User setEnabled(Actor actor, UserId id, long version, boolean enabled) {
    return change(
        id,
        version,
        (handle, before) -> {
          User after = with(before, before.displayName(), enabled, before.grants());
          if (!enabled) {
            sessions.endAll(handle, id, "");
          }
          record(
              handle, actor, SecurityEvent.USER_CHANGED, after, enabled ? "Enabled." : "Disabled.");
          return after;
        });
  }

  /**
   * Replaces a person's roles. Holds for open sessions at once, and each gets a new secret with its
   * next request. Parameters as {@link #rename}.
   *
   * @throws AccessException as {@link #rename}, or with {@link AccessError#LAST_OWNER}
   */
  public User setGrants(Actor actor, UserId id, long version, Set<RoleGrant> grants) {
    Set<RoleGrant> wanted = checkedGrants(grants);
    return change(
        id,
        version,
        (handle, before) -> {
          User after = with(before, before.displayName(), before.enabled(), wanted);
          UserTable.setGrants(handle, id, wanted);
          sessions.rightsChanged(handle, id);
          record(
              handle,
              actor,
              SecurityEvent.ROLES_CHANGED,
              after,
              "From " + describe(before, before.grants()) + " to " + describe(before, wanted));
          return after;
        });
  }

  /**
   * Removes an account for good. The audit keeps its id and no name. Parameters as {@link #rename}.
   *
   * @throws AccessException as {@link #rename}, or with {@link AccessError#LAST_OWNER}
   */
  public void remove(Actor actor, UserId id, long version) {
    database.write(
        handle -> {
          User user = current(handle, id, version);
          sessions.endAll(handle, id, "");
          KnownDevices.forgetAll(handle, id);
          OrganisationId home = user.home().organisation();
          if (home != null) {
            SetupLinkTable.deleteFor(handle, id.toString(), home);
          }
          UserTable.delete(handle, id);
          requireOwners(handle, user);
          return record(handle, actor, SecurityEvent.USER_REMOVED, user, "");
        });
    sessions.forget(id);
  }

  private User change(UserId id, long version, BiFunction<Handle, User, User> change) {
    User changed =
        database.write(
            handle -> {
              User before = current(handle, id, version);
              UserTable.update(handle, change.apply(handle, before), clock.nowNs());
              requireOwners(handle, before);
              return UserTable.find(handle, id).orElseThrow();
            });
    sessions.forget(id);
    return changed;
  }

  private static User current(Handle handle, UserId id, long version) {
    User user =
        UserTable.find(handle, id)
            .orElseThrow(
                () -> new AccessException(AccessError.NOT_VISIBLE, "There is no such account."));
    if (user.version() != version) {
      throw new AccessException(
          AccessError.ACCOUNT_CHANGED,
          "Somebody changed the account meanwhile. Look at it again before changing it.");
    }
    return user;
  }

  /** Asked after the change and before its commit, of each organisation that the user owned. */
  private static void requireOwners(Handle handle, User before) {
    before.grants().stream()
        .filter(RoleGrant::ownsOrganisation)
        .flatMap(grant -> Stream.ofNullable(grant.place().organisation()))
        .filter(organisation -> UserTable.countOwners(handle, organisation) == 0)
        .findAny()
        .ifPresent(
            _ -> {
              throw new AccessException(
                  AccessError.LAST_OWNER,
                  "This is the last owner who can sign in. Make somebody else an owner first.");
            });
  }

  private long record(Handle handle, Actor actor, SecurityEvent event, User user, String detail) {
    return audit.append(
        handle,
        AuditEntry.done(actor, user.home().organisation(), event, "user:" + user.id(), detail));
  }

  private static User with(User user, String displayName, boolean enabled, Set<RoleGrant> grants) {
    return new User(
        user.id(),
        user.login(),
        displayName,
        user.home(),
        grants,
        enabled,
        user.hasPassword(),
        user.createdNs(),
        user.changedNs(),
        user.version());
  }

  static Set<RoleGrant> checkedGrants(Set<RoleGrant> grants) {
    if (grants.size() > MAX_GRANTS) {
      throw new AccessException(
          AccessError.ACCOUNT_INVALID, "A person has at most " + MAX_GRANTS + " roles.");
    }
    return Set.copyOf(grants);
  }

  private static String describe(User user, Set<RoleGrant> grants) {
    return grants.isEmpty()
        ? "no role"
        : grants.stream()
            .map(grant -> describe(grant, user.home().organisation()))
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private static String describe(RoleGrant grant, @Nullable OrganisationId home) {
    Place place = grant.place();
    return grant.role()
        + (place.site() == null ? "" : " at site " + place.site())
        + (Objects.equals(place.organisation(), home)
            ? ""
            : " in organisation " + place.organisation());
  }
}
