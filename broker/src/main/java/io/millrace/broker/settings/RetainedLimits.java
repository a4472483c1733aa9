package io.millrace.broker.settings;

/**
 * How much may be retained. A message beyond is journaled and distributed as ever, but not
 * retained, and counted.
 *
 * @param maxMessages 1 to 10,000,000
 * @param maxBytes of topics, payloads and properties together, 1,024 to 4,294,967,296
 */
public record RetainedLimits(int maxMessages, long maxBytes) {
  /** As the documentation states them. */
  public static final RetainedLimits DEFAULTS = new RetainedLimits(50_000, 32L << 20);

  public RetainedLimits {
    Range.check("retainedMaxMessages", maxMessages, 1, 10_000_000);
    Range.check("retainedMaxBytes", maxBytes, 1_024, 1L << 32);
  }
}
