package io.millrace.pipeline.decode;

/**
 * With which configuration records are decoded.
 *
 * @param ordersBefore of the orders to decode anew, those that stand before this offset of the
 *     context lane are obeyed
 * @param fixedVersion one version for all records, whatever was ordered; -1 for each its own
 */
public record VersionRule(long ordersBefore, long fixedVersion) {
  private static final long NONE = -1;

  /** The configuration in force: each block's own, or what the latest order says. */
  public static final VersionRule IN_FORCE = new VersionRule(Long.MAX_VALUE, NONE);

  /** What was in force before an order was given. */
  public static VersionRule before(long orderOffset) {
    return new VersionRule(orderOffset, NONE);
  }

  /** What was in force right after an order was given. */
  public static VersionRule after(long orderOffset) {
    return new VersionRule(orderOffset + 1, NONE);
  }

  /** One version for all records. */
  public static VersionRule fixed(long version) {
    return new VersionRule(Long.MAX_VALUE, version);
  }

  boolean isFixed() {
    return fixedVersion != NONE;
  }

  /** Up to where the context must be known. */
  long neededVersion() {
    long orders = ordersBefore == Long.MAX_VALUE ? 0 : ordersBefore;
    return Math.max(orders, Math.max(0, fixedVersion));
  }
}
