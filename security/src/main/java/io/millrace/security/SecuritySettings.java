package io.millrace.security;

import io.millrace.security.account.SignInSettings;
import io.millrace.security.password.Argon2Cost;
import io.millrace.security.session.SessionSettings;
import java.time.Duration;

/**
 * What can be set in security.
 *
 * @param passwordCost what one password hash costs
 * @param passwordsAtOnce how many passwords are hashed at the same time, 1 to 16; each takes the
 *     memory of {@code passwordCost}
 * @param sessions how long sessions last
 * @param signIn how people sign in
 * @param tokensInMemory how many tokens are held in memory, about 1 kB each
 * @param maxTokens how many tokens there may be that are not revoked
 * @param auditRetention for how long the audit is kept; at least 30 days
 */
public record SecuritySettings(
    Argon2Cost passwordCost,
    int passwordsAtOnce,
    SessionSettings sessions,
    SignInSettings signIn,
    int tokensInMemory,
    int maxTokens,
    Duration auditRetention) {
  /** Right for a factory, from a Raspberry Pi to a server. */
  public static final SecuritySettings DEFAULT =
      new SecuritySettings(
          Argon2Cost.OWASP_19_MIB,
          2,
          SessionSettings.DEFAULT,
          SignInSettings.DEFAULT,
          30_000,
          100_000,
          Duration.ofDays(3 * 365));

  public SecuritySettings {
    if (passwordsAtOnce < 1 || passwordsAtOnce > 16) {
      throw new IllegalArgumentException("Between 1 and 16 passwords are hashed at once.");
    }
    if (tokensInMemory < 1 || maxTokens < 1) {
      throw new IllegalArgumentException("There is room for at least one token.");
    }
    if (auditRetention.compareTo(Duration.ofDays(30)) < 0) {
      throw new IllegalArgumentException("The audit is kept for at least 30 days.");
    }
  }

  /** The same with another cost of password hashes. */
  public SecuritySettings withPasswordCost(Argon2Cost cost) {
    return new SecuritySettings(
        cost, passwordsAtOnce, sessions, signIn, tokensInMemory, maxTokens, auditRetention);
  }
}
