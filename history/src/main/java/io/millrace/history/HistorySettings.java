package io.millrace.history;

import io.millrace.history.head.HeadSettings;

/**
 * How history uses memory and when it wants a checkpoint.
 *
 * @param heads memory for what is not in the store yet
 * @param checkpointSamples after so many samples a checkpoint is due; bounds what a crash makes the
 *     reader decode again
 * @param checkpointBytes after about so many bytes to write a checkpoint is due
 * @param checkpointIdleNs after so long a checkpoint is due even if little came, in nanoseconds
 * @param maxUnsavedBytes with so much to write nothing more is taken; above {@code checkpointBytes}
 */
public record HistorySettings(
    HeadSettings heads,
    long checkpointSamples,
    long checkpointBytes,
    long checkpointIdleNs,
    long maxUnsavedBytes) {
  private static final long MIB = 1 << 20;

  /** What suits some ten thousand points in a heap of a few hundred megabytes. */
  public static final HistorySettings DEFAULTS =
      new HistorySettings(HeadSettings.DEFAULTS, 2_000_000, 12 * MIB, 30_000_000_000L, 64 * MIB);

  public HistorySettings {
    if (checkpointSamples < 1 || checkpointBytes < 1 || checkpointIdleNs < 1) {
      throw new IllegalArgumentException(
          "A checkpoint of history is due after at least one sample, byte and nanosecond.");
    }
    if (maxUnsavedBytes <= checkpointBytes) {
      throw new IllegalArgumentException(
          "History must be allowed to hold more unsaved bytes than a checkpoint is due at.");
    }
  }
}
