package io.millrace.security.session;

import java.time.Duration;

/**
 * How long sessions last.
 *
 * @param idle a session that is not used ends after this; 5 minutes to 30 days
 * @param absolute a session ends after this however busy it is; not below {@code idle}, at most 90
 *     days
 * @param maxPerUser how many one user may have; the one that was not used longest gives way
 */
public record SessionSettings(Duration idle, Duration absolute, int maxPerUser) {
  /** Eight hours without use (a shift), seven days at most, twenty at a time. */
  public static final SessionSettings DEFAULT =
      new SessionSettings(Duration.ofHours(8), Duration.ofDays(7), 20);

  public SessionSettings {
    if (idle.compareTo(Duration.ofMinutes(5)) < 0 || idle.compareTo(Duration.ofDays(30)) > 0) {
      throw new IllegalArgumentException("A session's idle time is 5 minutes to 30 days.");
    }
    if (absolute.compareTo(idle) < 0 || absolute.compareTo(Duration.ofDays(90)) > 0) {
      throw new IllegalArgumentException(
          "A session lasts at least as long as its idle time and at most 90 days.");
    }
    if (maxPerUser < 1 || maxPerUser > 1000) {
      throw new IllegalArgumentException("A user has 1 to 1000 sessions.");
    }
  }
}
