package io.millrace.pipeline.account;

/**
 * How much of the accounts is kept.
 *
 * @param maxDays days per source; older ones remain in the total alone. At least 1
 * @param maxGaps gaps per source; the oldest fall first. At least 1
 * @param maxSequences channels per source whose sequence numbers are followed. At least 1
 * @param gapAfterPeriods a silence is a gap after so many expected periods, at least 1
 */
public record AccountSettings(int maxDays, int maxGaps, int maxSequences, double gapAfterPeriods) {
  /** 400 days, 1,000 gaps and 1,000 channels per source; a gap after two periods. */
  public static final AccountSettings DEFAULTS = new AccountSettings(400, 1_000, 1_000, 2);

  public AccountSettings {
    if (maxDays < 1 || maxGaps < 1 || maxSequences < 1 || !(gapAfterPeriods >= 1)) {
      throw new IllegalArgumentException("The limits of accounting are at least 1.");
    }
  }
}
