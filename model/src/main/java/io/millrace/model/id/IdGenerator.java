package io.millrace.model.id;

import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562, 5.7): 48 bits of milliseconds, then a counter of 12 bits that
 * keeps ids of one generator ascending (6.2, method 1), then 62 random bits. Thread-safe.
 */
public final class IdGenerator {
  private static final int COUNTER_LIMIT = 1 << 12;

  private final NanoClock clock;
  private final RandomGenerator random;
  private long lastMs = Long.MIN_VALUE;
  private int counter;

  /** A generator that takes its time and its randomness from the arguments. */
  public IdGenerator(NanoClock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** A new id, greater than every earlier one of this generator. */
  public synchronized UUID next() {
    long nowMs = Math.floorDiv(clock.nowNs(), Times.MS);
    if (nowMs > lastMs) {
      lastMs = nowMs;
      counter = random.nextInt(COUNTER_LIMIT / 2);
    } else if (++counter == COUNTER_LIMIT) {
      // More than 2,048 ids in a millisecond, or a clock that stepped back: borrow from the future.
      lastMs++;
      counter = 0;
    }
    long high = (lastMs << 16) | 0x7000L | counter;
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
