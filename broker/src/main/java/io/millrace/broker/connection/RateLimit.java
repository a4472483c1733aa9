package io.millrace.broker.connection;

import io.millrace.model.time.Times;

/**
 * A token bucket that holds one second's worth. What is taken beyond makes a debt, which is waited
 * for; so nothing is refused and nobody is faster than the rate in the long run. Not thread-safe.
 */
final class RateLimit {
  private final double perS;
  private double tokens;
  private long filledAtNs;

  RateLimit(long perS, long nowNs) {
    this.perS = perS;
    this.tokens = perS;
    this.filledAtNs = nowNs;
  }

  /** Takes some; whether there were enough. */
  boolean take(long count, long nowNs) {
    fill(nowNs);
    tokens -= count;
    return tokens >= 0;
  }

  /** How long to wait until the debt is paid, in nanoseconds; 0 if there is none. */
  long debtNs(long nowNs) {
    fill(nowNs);
    return tokens >= 0 ? 0 : (long) Math.ceil(-tokens / perS * Times.SECOND);
  }

  private void fill(long nowNs) {
    if (nowNs != filledAtNs) {
      tokens = Math.min(perS, tokens + perS * (nowNs - filledAtNs) / Times.SECOND);
      filledAtNs = nowNs;
    }
  }
}
