package io.millrace.security.account;

import java.time.Duration;

/**
 * How failed attempts slow down the next ones.
 *
 * @param free how many attempts cost nothing, at least 1
 * @param firstDelay the wait after these; each further attempt doubles it
 * @param maxDelay the longest wait
 * @param forget after so long without an attempt all is forgotten
 * @param capacity how many accounts or addresses are remembered
 */
public record BackOffSettings(
    int free, Duration firstDelay, Duration maxDelay, Duration forget, int capacity) {
  /** For an account: five attempts, then 1 s, 2 s, 4 s … 15 minutes. */
  public static final BackOffSettings ACCOUNT =
      new BackOffSettings(
          5, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(24), 20_000);

  /** For an address, behind which there may be a whole factory: thirty attempts. */
  public static final BackOffSettings ADDRESS =
      new BackOffSettings(
          30, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(24), 20_000);

  public BackOffSettings {
    if (free < 1 || capacity < 1) {
      throw new IllegalArgumentException("At least one attempt is free and one name remembered.");
    }
    if (!firstDelay.isPositive() || maxDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException(
          "The first wait is positive and not longer than the longest.");
    }
    if (forget.compareTo(maxDelay) < 0) {
      throw new IllegalArgumentException("Attempts are not forgotten before their wait is over.");
    }
  }
}
