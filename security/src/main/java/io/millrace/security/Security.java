package io.millrace.security;

import io.millrace.model.id.IdGenerator;
import io.millrace.model.time.NanoClock;
import io.millrace.security.account.AccountServices;
import io.millrace.security.account.Accounts;
import io.millrace.security.account.SetupLinks;
import io.millrace.security.account.SignIn;
import io.millrace.security.audit.AuditLog;
import io.millrace.security.audit.RefusalTally;
import io.millrace.security.database.SecurityDatabase;
import io.millrace.security.database.SecuritySchema;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.password.PasswordHasher;
import io.millrace.security.secret.SecretGenerator;
import io.millrace.security.session.Sessions;
import io.millrace.security.token.TokenVerifier;
import io.millrace.security.token.Tokens;
import io.millrace.security.user.UserDirectory;
import java.security.SecureRandom;
import javax.sql.DataSource;

/**
 * The parts of security, built and wired. The application takes from it what it hands on; nobody
 * else holds it whole.
 *
 * @param users looks people up
 * @param accounts makes, changes and removes accounts
 * @param signIn signs people in and out
 * @param setupLinks makes and takes one-time links
 * @param sessions checks sessions
 * @param tokens creates, lists and revokes tokens
 * @param tokenVerifier checks tokens; what the fronts ask
 * @param audit who did what
 * @param refusals refusals on their way into the audit
 * @param housekeeping what is to be done again and again
 */
public record Security(
    UserDirectory users,
    Accounts accounts,
    SignIn signIn,
    SetupLinks setupLinks,
    Sessions sessions,
    Tokens tokens,
    TokenVerifier tokenVerifier,
    AuditLog audit,
    RefusalTally refusals,
    SecurityHousekeeping housekeeping) {
  /**
   * Brings the tables to the form that this version needs, builds the parts and loads the tokens.
   *
   * @param writer SQLite with a busy timeout, or PostgreSQL; shared with the registry, and closed
   *     by whoever opened it
   * @param reader the same database for reading only; may be the same object
   * @param random of the platform's strongest kind that does not block; tests too need no other
   * @throws AccessException with {@link AccessError#SECURITY_STORE_FAILED} or {@link
   *     AccessError#SECURITY_STORE_TOO_NEW}
   */
  public static Security open(
      DataSource writer,
      DataSource reader,
      SecuritySettings settings,
      NanoClock clock,
      SecureRandom random,
      IdGenerator ids) {
    SecuritySchema.migrate(writer);
    SecurityDatabase database = new SecurityDatabase(writer, reader);
    AuditLog audit = new AuditLog(database, clock);
    RefusalTally refusals = new RefusalTally(database, audit);
    SecretGenerator secrets = new SecretGenerator(random);

    TokenVerifier verifier = new TokenVerifier(database, clock, settings.tokensInMemory());
    Tokens tokens = new Tokens(database, audit, verifier, secrets, clock, settings.maxTokens());
    verifier.warm();

    UserDirectory users = new UserDirectory(database);
    Sessions sessions = new Sessions(database, users, secrets, ids, clock, settings.sessions());
    PasswordHasher hasher =
        new PasswordHasher(settings.passwordCost(), secrets, settings.passwordsAtOnce());
    AccountServices accounts =
        AccountServices.of(
            database,
            audit,
            refusals,
            users,
            sessions,
            hasher,
            secrets,
            ids,
            clock,
            settings.signIn());
    return new Security(
        users,
        accounts.accounts(),
        accounts.signIn(),
        accounts.setupLinks(),
        sessions,
        tokens,
        verifier,
        audit,
        refusals,
        new SecurityHousekeeping(
            audit,
            refusals,
            verifier,
            sessions,
            accounts.setupLinks(),
            clock,
            settings.auditRetention()));
  }
}
