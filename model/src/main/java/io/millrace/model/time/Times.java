package io.millrace.model.time;

import java.time.Instant;

/** Conversions between nanoseconds since the epoch and the JDK's types. */
public final class Times {
  /** Nanoseconds in a microsecond. */
  public static final long US = 1_000L;

  /** Nanoseconds in a millisecond. */
  public static final long MS = 1_000_000L;

  /** Nanoseconds in a second. */
  public static final long SECOND = 1_000_000_000L;

  /** Nanoseconds in a minute. */
  public static final long MINUTE = 60 * SECOND;

  /** Nanoseconds in an hour. */
  public static final long HOUR = 60 * MINUTE;

  /** Nanoseconds in 24 hours; a calendar day may be longer or shorter. */
  public static final long DAY = 24 * HOUR;

  private Times() {}

  /**
   * Nanoseconds since the epoch.
   *
   * @throws ArithmeticException outside the years 1677 to 2262
   */
  public static long toNs(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), SECOND), (long) instant.getNano());
  }

  /** The instant of {@code ns} nanoseconds since the epoch. */
  public static Instant toInstant(long ns) {
    return Instant.ofEpochSecond(Math.floorDiv(ns, SECOND), Math.floorMod(ns, SECOND));
  }
}
