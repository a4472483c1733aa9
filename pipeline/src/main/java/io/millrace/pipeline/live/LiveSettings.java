package io.millrace.pipeline.live;

import io.millrace.model.time.Times;

/**
 * How live values are kept and handed out.
 *
 * @param maxSubscriptions how many may be open at a time, at least 1
 * @param minIntervalMs shortest time between two answers of a subscription, in which changes of a
 *     point become one; 0 to 60,000
 * @param lostAfterPeriods a source is lost after so many of its expected periods without a sign, at
 *     least 1
 * @param lostAfterAtLeastNs but not before so long, in nanoseconds
 */
public record LiveSettings(
    int maxSubscriptions, long minIntervalMs, double lostAfterPeriods, long lostAfterAtLeastNs) {
  /** 512 subscriptions, four answers a second, lost after three periods and at least 3 s. */
  public static final LiveSettings DEFAULTS = new LiveSettings(512, 250, 3, 3 * Times.SECOND);

  public LiveSettings {
    if (maxSubscriptions < 1 || minIntervalMs < 0 || minIntervalMs > 60_000) {
      throw new IllegalArgumentException(
          "There is at least one subscription, answered every 0 to 60,000 ms.");
    }
    if (!(lostAfterPeriods >= 1) || lostAfterAtLeastNs < 0) {
      throw new IllegalArgumentException(
          "A source is lost after at least one period and no negative time.");
    }
  }

  /** After how long without a sign a source with this period is lost, in nanoseconds. */
  long lostAfterNs(long expectedPeriodNs) {
    return Math.max(lostAfterAtLeastNs, (long) (lostAfterPeriods * expectedPeriodNs));
  }
}
