package io.millrace.connectors.http.limit;

/**
 * How much callers may take.
 *
 * @param requestsPerSecond per token, in the long run
 * @param requestBurst per token, at once after a pause
 * @param bytesPerSecond of bodies per token, in the long run, after decompression
 * @param byteBurst of bodies per token, at once after a pause
 * @param atOncePerToken requests of one token at the same time
 * @param atOnceLive requests into the live lane at the same time
 * @param atOnceBulk requests into the bulk lane at the same time
 * @param liveBytes memory for bodies on their way into the live lane
 * @param bulkBytes the same for the bulk lane, apart so that a backfill leaves live data its room
 */
public record LimitSettings(
    int requestsPerSecond,
    int requestBurst,
    long bytesPerSecond,
    long byteBurst,
    int atOncePerToken,
    int atOnceLive,
    int atOnceBulk,
    long liveBytes,
    long bulkBytes) {
  private static final long MIB = 1 << 20;

  /** Plenty for a gateway, little for an attacker: 80 MiB of memory in all. */
  public static final LimitSettings DEFAULT =
      new LimitSettings(1_000, 2_000, 50 * MIB, 100 * MIB, 16, 256, 16, 48 * MIB, 32 * MIB);

  public LimitSettings {
    if (requestsPerSecond < 1
        || requestBurst < 1
        || bytesPerSecond < 1
        || byteBurst < 1
        || atOncePerToken < 1
        || atOnceLive < 1
        || atOnceBulk < 1
        || liveBytes < 1
        || bulkBytes < 1) {
      throw new IllegalArgumentException("Every limit on taking in is at least 1.");
    }
  }
}
