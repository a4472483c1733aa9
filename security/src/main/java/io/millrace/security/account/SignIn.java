package io.millrace.security.account;

import io.millrace.model.id.UserId;
import io.millrace.model.time.NanoClock;
import io.millrace.security.audit.Actor;
import io.millrace.security.audit.AuditEntry;
import io.millrace.security.audit.AuditLog;
import io.millrace.security.audit.SecurityEvent;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.database.SecurityDatabase;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.password.PasswordHasher;
import io.millrace.security.password.PasswordRules;
import io.millrace.security.secret.Secret;
import io.millrace.security.session.Session;
import io.millrace.security.session.Sessions;
import io.millrace.security.session.StartedSession;
import io.millrace.security.user.User;
import io.millrace.security.user.UserDirectory;
import io.millrace.security.user.UserTable;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and what people do with their own account. Thread-safe. */
public final class SignIn {
  private final SecurityDatabase database;
  private final AuditLog audit;
  private final UserDirectory users;
  private final Sessions sessions;
  private final PasswordHasher hasher;
  private final PasswordRules rules;
  private final PasswordCheck check;
  private final KnownDevices devices;
  private final NanoClock clock;

  SignIn(
      SecurityDatabase database,
      AuditLog audit,
      UserDirectory users,
      Sessions sessions,
      PasswordHasher hasher,
      PasswordRules rules,
      PasswordCheck check,
      KnownDevices devices,
      NanoClock clock) {
    this.database = database;
    this.audit = audit;
    this.users = users;
    this.sessions = sessions;
    this.hasher = hasher;
    this.rules = rules;
    this.check = check;
    this.devices = devices;
    this.clock = clock;
  }

  /**
   * Signs a person in.
   *
   * @throws AccessException with {@link AccessError#SIGN_IN_FAILED}, {@link
   *     AccessError#SIGN_IN_LOCKED} or {@link AccessError#SIGN_IN_BUSY}
   */
  public SignedIn signIn(String login, Secret password, Caller caller) {
    PasswordCheck.Passed passed = check.check(login, password, caller);
    Optional<String> betterHash =
        hasher.isOutdated(passed.hash()) ? Optional.of(hasher.hash(password)) : Optional.empty();
    UserId id = passed.user().id();
    SignedIn signedIn =
        database.write(
            handle -> {
              requireSamePassword(handle, id, passed.hash());
              betterHash.ifPresent(hash -> UserTable.setPasswordHash(handle, id, hash));
              audit.append(
                  handle,
                  AuditEntry.done(
                      new Actor("user:" + id, caller.address()),
                      passed.user().home().organisation(),
                      SecurityEvent.SIGN_IN,
                      "user:" + id,
                      passed.device() == null ? "From a new device." : "From a known device."));
              return begin(handle, passed.user(), caller, passed.device());
            });
    sessions.forget(id);
    return signedIn;
  }

  /** The check ran outside of the transaction: the account may have been closed meanwhile. */
  private static void requireSamePassword(Handle handle, UserId id, String hash) {
    boolean same =
        UserTable.find(handle, id).filter(User::enabled).isPresent()
            && UserTable.passwordHash(handle, id).filter(hash::equals).isPresent();
    if (!same) {
      throw new AccessException(
          AccessError.SIGN_IN_FAILED, "The account was changed at this moment. Try again.");
    }
  }

  /** Begins a session for somebody whose identity is proven. */
  SignedIn begin(Handle handle, User user, Caller caller, @Nullable Secret knownDevice) {
    StartedSession session =
        sessions.start(handle, user.id(), caller.address(), caller.userAgent());
    Secret device = devices.remember(handle, user.id(), knownDevice, clock.nowNs());
    return new SignedIn(user, session, device);
  }

  /** Ends the session that the request came with. */
  public void signOut(Principal.User principal, String address) {
    end(Actor.of(principal, address), principal.session(), SecurityEvent.SIGN_OUT);
  }

  /**
   * Ends any session, one's own elsewhere or, for who manages users, another's.
   *
   * @return false if there is no such session
   */
  public boolean revokeSession(Actor actor, String sessionId) {
    return end(actor, sessionId, SecurityEvent.SESSION_REVOKED);
  }

  private boolean end(Actor actor, String sessionId, SecurityEvent event) {
    boolean ended =
        database.write(
            handle -> {
              Optional<Session> session = sessions.find(handle, sessionId);
              session.ifPresent(
                  found -> {
                    sessions.end(handle, sessionId);
                    audit.append(
                        handle,
                        AuditEntry.done(
                            actor,
                            UserTable.find(handle, found.user())
                                .map(user -> user.home().organisation())
                                .orElse(null),
                            event,
                            "user:" + found.user(),
                            ""));
                  });
              return session.isPresent();
            });
    sessions.forget(sessionId);
    return ended;
  }

  /**
   * Changes the password of the person who asks. All other sessions of that person end, and this
   * one gets a new secret.
   *
   * @param session the value of the session's cookie
   * @return the session with its new secret
   * @throws AccessException with {@link AccessError#PASSWORD_REFUSED}, {@link
   *     AccessError#SESSION_ENDED}, or as {@link #signIn} if the old password is wrong
   */
  public StartedSession changePassword(
      Principal.User principal,
      Secret session,
      Secret oldPassword,
      Secret newPassword,
      Caller caller) {
    User user = users.find(principal.user()).orElseThrow(SignIn::sessionEnded);
    rules.check(newPassword, List.of(user.login(), user.displayName()));
    PasswordCheck.Passed passed = check.check(user.login(), oldPassword, caller);
    String hash = hasher.hash(newPassword);
    database.write(
        handle -> {
          requireSamePassword(handle, user.id(), passed.hash());
          UserTable.setPasswordHash(handle, user.id(), hash);
          sessions.endAll(handle, user.id(), principal.session());
          return audit.append(
              handle,
              AuditEntry.done(
                  Actor.of(principal, caller.address()),
                  user.home().organisation(),
                  SecurityEvent.PASSWORD_SET,
                  "user:" + user.id(),
                  "Changed by the person. All other sessions ended."));
        });
    sessions.forget(user.id());
    return sessions.rotate(session).orElseThrow(SignIn::sessionEnded);
  }

  private static AccessException sessionEnded() {
    return new AccessException(
        AccessError.SESSION_ENDED, "The session has ended meanwhile. Sign in again.");
  }
}
