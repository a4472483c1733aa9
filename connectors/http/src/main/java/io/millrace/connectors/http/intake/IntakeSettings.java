package io.millrace.connectors.http.intake;

import io.millrace.connectors.http.limit.LimitSettings;
import java.time.Duration;

/**
 * How this front takes in.
 *
 * @param maxBodyBytes largest body, before and after decompression; 1 KiB to 256 MiB, and not more
 *     than a journal record may have
 * @param bodyGrace how long a body may take however small it is; 1 to 300 seconds
 * @param minBytesPerSecond how fast a body must come beyond that, on average
 * @param confirmWithin how long to wait for the journal to say that the data is durable; 1 to 300
 *     seconds
 * @param limits how much callers may take
 */
public record IntakeSettings(
    int maxBodyBytes,
    Duration bodyGrace,
    int minBytesPerSecond,
    Duration confirmWithin,
    LimitSettings limits) {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** 8 MiB; 20 seconds and then 500 bytes a second; 30 seconds. */
  public static final IntakeSettings DEFAULT =
      new IntakeSettings(
          8 << 20, Duration.ofSeconds(20), 500, Duration.ofSeconds(30), LimitSettings.DEFAULT);

  public IntakeSettings {
    if (maxBodyBytes < 1 << 10 || maxBodyBytes > 256 << 20) {
      throw new IllegalArgumentException("The largest body has 1 KiB to 256 MiB.");
    }
    if (minBytesPerSecond < 1) {
      throw new IllegalArgumentException("A body comes with at least 1 byte a second.");
    }
    requireSeconds(bodyGrace, "The time that each body has");
    requireSeconds(confirmWithin, "The wait for the journal");
    if (limits.liveBytes() < maxBodyBytes || limits.bulkBytes() < maxBodyBytes) {
      throw new IllegalArgumentException("Each lane has memory for at least one largest body.");
    }
  }

  private static void requireSeconds(Duration duration, String what) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(what + " is 1 to 300 seconds.");
    }
  }

  /** The same with another largest body. */
  public IntakeSettings withMaxBodyBytes(int bytes) {
    return new IntakeSettings(bytes, bodyGrace, minBytesPerSecond, confirmWithin, limits);
  }

  /** The same with other limits. */
  public IntakeSettings withLimits(LimitSettings other) {
    return new IntakeSettings(maxBodyBytes, bodyGrace, minBytesPerSecond, confirmWithin, other);
  }

  /** The same with other times for the body. */
  public IntakeSettings withBodyTime(Duration grace, int bytesPerSecond) {
    return new IntakeSettings(maxBodyBytes, grace, bytesPerSecond, confirmWithin, limits);
  }

  /** The same with another wait for the journal. */
  public IntakeSettings withConfirmWithin(Duration wait) {
    return new IntakeSettings(maxBodyBytes, bodyGrace, minBytesPerSecond, wait, limits);
  }
}
