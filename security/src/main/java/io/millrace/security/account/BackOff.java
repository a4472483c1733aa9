package io.millrace.security.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.millrace.model.time.NanoClock;

/**
 * Counts attempts per name and makes the next one wait, exponentially. Thread-safe; its memory is
 * bounded. To push a name out of it takes about as many attempts on other names as it has room for,
 * each of which costs a password hash: longer than the longest wait that is won by it.
 *
 * <p>An attempt is counted when it begins and forgiven when it succeeds, so that a burst of
 * attempts at the same moment does not slip through together. An attempt that is made to wait is
 * not counted: a flood does not make the wait longer than it was.
 */
final class BackOff {
  private record Attempts(int count, long lockedUntilNs) {}

  private final BackOffSettings settings;
  private final NanoClock clock;
  private final Cache<String, Attempts> attempts;

  BackOff(BackOffSettings settings, NanoClock clock) {
    this.settings = settings;
    this.clock = clock;
    attempts =
        Caffeine.newBuilder()
            .maximumSize(settings.capacity())
            .expireAfterWrite(settings.forget())
            .ticker(clock::monotonicNs)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Begins an attempt.
   *
   * @return 0 if it may go on, and then it is counted; else for how many nanoseconds to wait
   */
  long begin(String name) {
    long nowNs = clock.monotonicNs();
    Waiting waiting = new Waiting();
    attempts
        .asMap()
        .compute(
            name,
            (_, before) -> {
              Attempts known = before == null ? new Attempts(0, nowNs) : before;
              if (known.lockedUntilNs() - nowNs > 0) {
                waiting.ns = known.lockedUntilNs() - nowNs;
                return known;
              }
              int count = known.count() + 1;
              return new Attempts(count, nowNs + delayNs(count));
            });
    return waiting.ns;
  }

  /** A result of the computation above, which can return the new state only. */
  private static final class Waiting {
    private long ns;
  }

  private long delayNs(int count) {
    int beyond = count - settings.free();
    if (beyond < 0) {
      return 0;
    }
    long first = settings.firstDelay().toNanos();
    long max = settings.maxDelay().toNanos();
    // Beyond 30 doublings even a millisecond is more than the longest wait.
    return beyond >= 30 ? max : Math.min(max, Math.multiplyExact(first, 1L << beyond));
  }

  /** Takes one counted attempt back, and the wait that it caused. */
  void forgive(String name) {
    long nowNs = clock.monotonicNs();
    attempts
        .asMap()
        .computeIfPresent(
            name, (_, known) -> known.count() <= 1 ? null : new Attempts(known.count() - 1, nowNs));
  }

  /** Forgets all attempts of a name. */
  void clear(String name) {
    attempts.invalidate(name);
  }

  /** How many names are remembered. */
  long size() {
    attempts.cleanUp();
    return attempts.estimatedSize();
  }
}
