package io.millrace.web.json;

import io.millrace.model.time.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Times of the API: RFC 3339, written in UTC with as many digits of the second as needed (0, 3, 6
 * or 9), read with any offset and up to nanoseconds. Inside of the program they are nanoseconds
 * since the epoch.
 */
public final class ApiTime {
  private ApiTime() {}

  /** The instant of nanoseconds since the epoch. */
  public static Instant of(long ns) {
    return Times.toInstant(ns);
  }

  /** As {@link #of(long)}; null for 0 and for {@link Long#MAX_VALUE}: never, unknown. */
  public static @Nullable Instant orNull(long ns) {
    return ns == 0 || ns == Long.MAX_VALUE ? null : Times.toInstant(ns);
  }

  /**
   * Reads RFC 3339.
   *
   * @throws IllegalArgumentException if it is something else, or outside of the years 1677 to 2262
   */
  public static Instant parse(String text) {
    try {
      Instant instant =
          OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
      long ignored = Times.toNs(instant);
      return instant;
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "it is a time as in RFC 3339, such as 2026-11-20T08:00:00.5Z, in the years 1678 to 2261",
          e);
    }
  }

  /** Nanoseconds since the epoch. */
  public static long toNs(Instant instant) {
    return Times.toNs(instant);
  }
}
