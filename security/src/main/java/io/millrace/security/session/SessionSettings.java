package io.millrace.security.session;

import java.time.Duration;

/**
 * How long sessions last.
 *
 * @param idle a session that is not used ends after this; 1 minute to 90 days
 * @param absolute a session ends after this however busy it is; 1 minute to 365 days
 * @param maxPerUser how many one user may have; the one that was not used longest gives way
 */
public record SessionSettings(Duration idle, Duration absolute, int maxPerUser) {
  /** Eight hours without use (a shift), seven days at most, twenty at a time. */
  public static final SessionSettings DEFAULT =
      new SessionSettings(Duration.ofHours(8), Duration.ofDays(7), 20);

  public SessionSettings {
    require(idle, Duration.ofDays(90), "idle time");
    require(absolute, Duration.ofDays(365), "longest time");
    if (maxPerUser < 1 || maxPerUser > 1000) {
      throw new IllegalArgumentException("A user has 1 to 1000 sessions.");
    }
  }

  private static void require(Duration duration, Duration longest, String what) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0 || duration.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "A session's " + what + " is 1 minute to " + longest.toDays() + " days.");
    }
  }
}
