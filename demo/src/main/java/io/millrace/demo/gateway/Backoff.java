package io.millrace.demo.gateway;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: a random share of a limit that doubles with each
 * failure ("full jitter", Brooker, "Exponential Backoff And Jitter", 2015), so that ten gateways do
 * not come back in step. Not thread-safe.
 */
public final class Backoff {
  private final long firstMs;
  private final long longestMs;
  private final RandomGenerator random;
  private int failures;

  /**
   * Nothing has failed yet.
   *
   * @param first limit after the first failure
   * @param longest limit that is never passed
   */
  public Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.firstMs = first.toMillis();
    this.longestMs = longest.toMillis();
    this.random = random;
  }

  /** An attempt failed: how many milliseconds to wait, at least a tenth of the limit. */
  public long failedMs() {
    long limitMs = Math.min(longestMs, firstMs << Math.min(failures, 20));
    failures++;
    return random.nextLong(Math.max(1, limitMs / 10), limitMs + 1);
  }

  /** An attempt succeeded. */
  public void succeeded() {
    failures = 0;
  }
}
