package io.millrace.history.retention;

import io.millrace.model.time.Times;

/**
 * How long history keeps what no point says otherwise of.
 *
 * @param samplesNs samples of points without a retention of their own, in nanoseconds; 0 for ever
 * @param statisticsNs statistics by the hour of all points, in nanoseconds; 0 for ever. Never
 *     shorter than the samples that they are about
 * @param everyNs how often all points are looked through, in nanoseconds; at least a minute
 */
public record RetentionSettings(long samplesNs, long statisticsNs, long everyNs) {
  /** Samples for two years, statistics for ever. */
  public static final RetentionSettings DEFAULTS =
      new RetentionSettings(730 * Times.DAY, 0, Times.HOUR);

  public RetentionSettings {
    if (samplesNs < 0 || statisticsNs < 0) {
      throw new IllegalArgumentException("History keeps samples for a time that is not negative.");
    }
    if (everyNs < Times.MINUTE) {
      throw new IllegalArgumentException(
          "Retention looks through all points once a minute at most.");
    }
  }
}
