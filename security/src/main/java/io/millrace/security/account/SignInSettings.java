package io.millrace.security.account;

import java.time.Duration;

/**
 * How people sign in.
 *
 * @param account the brake on attempts for one account
 * @param address the brake on attempts from one address
 * @param setupLinkLife for how long a one-time link holds; 1 minute to 7 days
 * @param maxUsers how many accounts there may be
 */
public record SignInSettings(
    BackOffSettings account, BackOffSettings address, Duration setupLinkLife, int maxUsers) {
  /** Thirty minutes for a link, ten thousand accounts. */
  public static final SignInSettings DEFAULT =
      new SignInSettings(
          BackOffSettings.ACCOUNT, BackOffSettings.ADDRESS, Duration.ofMinutes(30), 10_000);

  public SignInSettings {
    if (setupLinkLife.compareTo(Duration.ofMinutes(1)) < 0
        || setupLinkLife.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException("A one-time link holds for 1 minute to 7 days.");
    }
    if (maxUsers < 1) {
      throw new IllegalArgumentException("There is room for at least one account.");
    }
  }
}
