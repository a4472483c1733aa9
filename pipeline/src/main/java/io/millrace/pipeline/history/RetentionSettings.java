package io.millrace.pipeline.history;

import java.time.Duration;
import java.util.Optional;

/**
 * How long history keeps what it has. A day of UTC falls as a whole, when all of it is old enough.
 *
 * @param samples of points whose definition says nothing; at least a day, empty for ever
 * @param statistics how long statistics by the hour outlive samples that fell, counted from the
 *     samples' time; where samples are kept longer, as long as those. Empty for ever
 * @param roundInterval how often every point is looked at, 1 ms or longer
 */
public record RetentionSettings(
    Optional<Duration> samples, Optional<Duration> statistics, Duration roundInterval) {
  /** For ever; looked at every hour, since points may have times of their own. */
  public static final RetentionSettings DEFAULTS =
      new RetentionSettings(Optional.empty(), Optional.empty(), Duration.ofHours(1));

  private static final Duration LEAST = Duration.ofDays(1);
  private static final Duration MOST = Duration.ofDays(365 * 200);

  public RetentionSettings {
    samples.ifPresent(age -> check("samples", age));
    statistics.ifPresent(age -> check("statistics", age));
    if (roundInterval.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("Points are looked at every millisecond at most.");
    }
  }

  private static void check(String what, Duration age) {
    if (age.compareTo(LEAST) < 0 || age.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "History keeps " + what + " for a day to 200 years or for ever, not for " + age + ".");
    }
  }

  /** These settings with another age of samples. */
  public RetentionSettings withSamples(Optional<Duration> age) {
    return new RetentionSettings(age, statistics, roundInterval);
  }
}
