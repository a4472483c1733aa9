package io.millrace.connectors.http.limit;

import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;

/**
 * A rate with bursts: the generic cell rate algorithm (ITU-T I.371, annex A, virtual scheduling).
 * Holds one number. Thread-safe.
 */
public final class Pacer {
  private final NanoClock clock;
  private final double intervalNs;
  private final long burstNs;
  private long usedUpToNs;

  /**
   * A pacer whose burst is full.
   *
   * @param perSecond units per second in the long run, above 0
   * @param burst units at once after a pause, at least 1
   */
  public Pacer(NanoClock clock, double perSecond, long burst) {
    this.clock = clock;
    intervalNs = Times.SECOND / perSecond;
    burstNs = (long) Math.min(Long.MAX_VALUE / 4.0, burst * intervalNs);
    usedUpToNs = clock.monotonicNs();
  }

  /**
   * Takes units if they fit.
   *
   * @return 0 if they were taken, else after how many nanoseconds they would fit
   */
  public synchronized long take(long units) {
    long nowNs = clock.monotonicNs();
    long nextNs = Math.max(usedUpToNs - nowNs, 0) + cost(units);
    if (nextNs > burstNs) {
      return nextNs - burstNs;
    }
    usedUpToNs = nowNs + nextNs;
    return 0;
  }

  /** Takes units that were used already, whether they fit or not; later ones then wait. */
  public synchronized void charge(long units) {
    long nowNs = clock.monotonicNs();
    usedUpToNs = nowNs + Math.max(usedUpToNs - nowNs, 0) + cost(units);
  }

  private long cost(long units) {
    return (long) Math.min(Long.MAX_VALUE / 4.0, units * intervalNs);
  }
}
