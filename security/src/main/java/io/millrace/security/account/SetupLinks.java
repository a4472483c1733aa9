package io.millrace.security.account;

import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.UserId;
import io.millrace.model.time.NanoClock;
import io.millrace.security.account.SetupLinkTable.StoredLink;
import io.millrace.security.audit.Actor;
import io.millrace.security.audit.AuditEntry;
import io.millrace.security.audit.AuditLog;
import io.millrace.security.audit.SecurityEvent;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.security.database.SecurityDatabase;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.password.PasswordHasher;
import io.millrace.security.password.PasswordRules;
import io.millrace.security.secret.Secret;
import io.millrace.security.secret.SecretGenerator;
import io.millrace.security.secret.Sha256;
import io.millrace.security.session.Sessions;
import io.millrace.security.user.LoginName;
import io.millrace.security.user.User;
import io.millrace.security.user.UserTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Links that let a person set a password once: the first owner, somebody who was invited, somebody
 * who forgot it. Nobody ever sets a password for somebody else. Thread-safe.
 *
 * <p>A link has 256 random bits, is stored as a hash, holds for a short time, and is spent by its
 * use or by a newer one for the same account.
 */
public final class SetupLinks {
  private final SecurityDatabase database;
  private final AuditLog audit;
  private final Sessions sessions;
  private final SignIn signIn;
  private final PasswordHasher hasher;
  private final PasswordRules rules;
  private final SecretGenerator secrets;
  private final IdGenerator ids;
  private final NanoClock clock;
  private final SignInSettings settings;

  SetupLinks(
      SecurityDatabase database,
      AuditLog audit,
      Sessions sessions,
      SignIn signIn,
      PasswordHasher hasher,
      PasswordRules rules,
      SecretGenerator secrets,
      IdGenerator ids,
      NanoClock clock,
      SignInSettings settings) {
    this.database = database;
    this.audit = audit;
    this.sessions = sessions;
    this.signIn = signIn;
    this.hasher = hasher;
    this.rules = rules;
    this.secrets = secrets;
    this.ids = ids;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Makes the link for the first owner of an organisation; an earlier one no longer holds.
   *
   * @throws AccessException with {@link AccessError#OWNER_EXISTS}
   */
  public SetupLink issueForFirstOwner(Actor actor, OrganisationId organisation) {
    return database.write(
        handle -> {
          requireNoOwner(handle, organisation);
          return issue(handle, actor, SetupPurpose.FIRST_OWNER, "", organisation);
        });
  }

  private static void requireNoOwner(Handle handle, OrganisationId organisation) {
    if (UserTable.countOwners(handle, organisation) > 0) {
      throw new AccessException(
          AccessError.OWNER_EXISTS,
          "The organisation has an owner, who can invite others. If that password is lost, reset"
              + " it with the command line on the server.");
    }
  }

  /**
   * Makes a link with which an account's person sets a password; an earlier one no longer holds.
   * The old password goes on working until the link is used.
   *
   * @throws AccessException with {@link AccessError#NOT_VISIBLE} if there is no such account
   */
  public SetupLink issueFor(Actor actor, UserId userId) {
    return database.write(
        handle -> {
          User user =
              UserTable.find(handle, userId)
                  .orElseThrow(
                      () ->
                          new AccessException(
                              AccessError.NOT_VISIBLE, "There is no such account."));
          SetupPurpose purpose =
              user.hasPassword() ? SetupPurpose.PASSWORD_RESET : SetupPurpose.INVITATION;
          return issue(handle, actor, purpose, user.id().toString(), organisationOf(user));
        });
  }

  private static OrganisationId organisationOf(User user) {
    OrganisationId organisation = user.home().organisation();
    if (organisation == null) {
      throw new AccessException(
          AccessError.SECURITY_STORE_DAMAGED, "An account belongs to no organisation.");
    }
    return organisation;
  }

  private SetupLink issue(
      Handle handle,
      Actor actor,
      SetupPurpose purpose,
      String userId,
      OrganisationId organisation) {
    Secret secret = secrets.next();
    long expiresNs = clock.nowNs() + settings.setupLinkLife().toNanos();
    SetupLinkTable.deleteFor(handle, userId, organisation);
    SetupLinkTable.insert(
        handle, new StoredLink(Sha256.hex(secret), purpose, userId, organisation, expiresNs));
    audit.append(
        handle,
        AuditEntry.done(
            actor,
            organisation,
            SecurityEvent.SETUP_LINK_ISSUED,
            userId.isEmpty() ? "first owner" : "user:" + userId,
            "For " + purpose + "."));
    return new SetupLink(purpose, secret, expiresNs);
  }

  /** What the page behind a link shows; empty if the link is spent or never was one. */
  public Optional<SetupForm> form(Secret link) {
    return database.read(handle -> findLink(handle, link).map(found -> form(handle, found)));
  }

  private Optional<StoredLink> findLink(Handle handle, Secret link) {
    return SetupLinkTable.find(handle, Sha256.hex(link), clock.nowNs());
  }

  private static SetupForm form(Handle handle, StoredLink link) {
    Optional<User> user = userOf(handle, link);
    return new SetupForm(
        link.purpose(),
        user.map(User::login).orElse(""),
        user.map(User::displayName).orElse(""),
        link.expiresNs());
  }

  private static Optional<User> userOf(Handle handle, StoredLink link) {
    return link.userId().isEmpty()
        ? Optional.empty()
        : UserTable.find(handle, UserId.of(link.userId()));
  }

  /**
   * Sets the first owner's password and signs that person in.
   *
   * @param login what the person will type to sign in
   * @param displayName what people call the person
   * @throws AccessException with {@link AccessError#SETUP_LINK_SPENT}, {@link
   *     AccessError#OWNER_EXISTS}, {@link AccessError#LOGIN_TAKEN}, {@link
   *     AccessError#ACCOUNT_INVALID} or {@link AccessError#PASSWORD_REFUSED}
   */
  public SignedIn makeFirstOwner(
      Secret link, String login, String displayName, Secret password, Caller caller) {
    LoginName name = new LoginName(login);
    String shown = NewUser.checkedDisplayName(displayName);
    rules.check(password, List.of(login, shown));
    if (form(link).filter(form -> form.purpose() == SetupPurpose.FIRST_OWNER).isEmpty()) {
      throw spent();
    }
    String hash = hasher.hash(password);
    return database.write(
        handle -> {
          OrganisationId organisation = spend(handle, link).organisation();
          requireNoOwner(handle, organisation);
          Accounts.requireFree(handle, name);
          User owner = firstOwner(name, shown, organisation);
          UserTable.insert(handle, owner, name);
          return complete(handle, SetupPurpose.FIRST_OWNER, owner, hash, caller);
        });
  }

  private User firstOwner(LoginName login, String displayName, OrganisationId organisation) {
    long nowNs = clock.nowNs();
    Place home = Place.of(organisation);
    Set<RoleGrant> grants = Set.of(new RoleGrant(Role.OWNER, home));
    return new User(
        new UserId(ids.next()),
        login.text(),
        displayName,
        home,
        grants,
        true,
        true,
        nowNs,
        nowNs,
        1);
  }

  /**
   * Sets the password of the person that the link was made for, ends all sessions of that person,
   * and begins a new one.
   *
   * @throws AccessException with {@link AccessError#SETUP_LINK_SPENT} or {@link
   *     AccessError#PASSWORD_REFUSED}
   */
  public SignedIn setPassword(Secret link, Secret password, Caller caller) {
    SetupForm form = form(link).orElseThrow(SetupLinks::spent);
    if (form.purpose() == SetupPurpose.FIRST_OWNER) {
      throw spent();
    }
    rules.check(password, List.of(form.login(), form.displayName()));
    String hash = hasher.hash(password);
    SignedIn signedIn =
        database.write(
            handle -> {
              StoredLink found = spend(handle, link);
              User user =
                  userOf(handle, found).filter(User::enabled).orElseThrow(SetupLinks::spent);
              return complete(handle, found.purpose(), user, hash, caller);
            });
    sessions.forget(signedIn.user().id());
    return signedIn;
  }

  private StoredLink spend(Handle handle, Secret link) {
    StoredLink found = findLink(handle, link).orElseThrow(SetupLinks::spent);
    SetupLinkTable.deleteFor(handle, found.userId(), found.organisation());
    return found;
  }

  private SignedIn complete(
      Handle handle, SetupPurpose purpose, User user, String hash, Caller caller) {
    UserTable.setPasswordHash(handle, user.id(), hash);
    sessions.endAll(handle, user.id(), "");
    KnownDevices.forgetAll(handle, user.id());
    audit.append(
        handle,
        AuditEntry.done(
            new Actor("user:" + user.id(), caller.address()),
            user.home().organisation(),
            SecurityEvent.SETUP_LINK_USED,
            "user:" + user.id(),
            "For " + purpose + ". The password was set and all other sessions ended."));
    return signIn.begin(handle, user, caller, null);
  }

  /** Deletes links that have expired. */
  public void deleteExpired() {
    database.note(handle -> SetupLinkTable.deleteExpired(handle, clock.nowNs()));
  }

  private static AccessException spent() {
    return new AccessException(
        AccessError.SETUP_LINK_SPENT,
        "The link is not valid: it was used, has expired, or was replaced by a newer one. Ask for a"
            + " new link.");
  }
}
