package io.millrace.security.account;

import io.millrace.model.id.IdGenerator;
import io.millrace.model.time.NanoClock;
import io.millrace.security.audit.AuditLog;
import io.millrace.security.audit.RefusalTally;
import io.millrace.security.database.SecurityDatabase;
import io.millrace.security.password.PasswordHasher;
import io.millrace.security.password.PasswordRules;
import io.millrace.security.secret.SecretGenerator;
import io.millrace.security.session.Sessions;
import io.millrace.security.user.UserDirectory;

/**
 * The parts of this package, wired.
 *
 * @param accounts makes, changes and removes accounts
 * @param signIn signs people in and out
 * @param setupLinks makes and takes one-time links
 */
public record AccountServices(Accounts accounts, SignIn signIn, SetupLinks setupLinks) {
  /** Builds the parts. */
  public static AccountServices of(
      SecurityDatabase database,
      AuditLog audit,
      RefusalTally refusals,
      UserDirectory users,
      Sessions sessions,
      PasswordHasher hasher,
      SecretGenerator secrets,
      IdGenerator ids,
      NanoClock clock,
      SignInSettings settings) {
    PasswordRules rules = new PasswordRules();
    KnownDevices devices = new KnownDevices(secrets);
    PasswordCheck check = new PasswordCheck(database, hasher, devices, refusals, settings, clock);
    SignIn signIn =
        new SignIn(database, audit, users, sessions, hasher, rules, check, devices, clock);
    return new AccountServices(
        new Accounts(database, audit, sessions, ids, clock, settings.maxUsers()),
        signIn,
        new SetupLinks(
            database, audit, sessions, signIn, hasher, rules, secrets, ids, clock, settings));
  }
}
