package io.millrace.history.head;

/**
 * How much memory samples may take before they are in the store.
 *
 * @param activeBytes for samples of all points that are not encoded yet, 16 bytes each
 * @param sliceBytes for encoded samples of all points that are not sealed into chunks yet
 * @param lateSamples how many late samples of all points may wait to be merged
 */
public record HeadSettings(long activeBytes, long sliceBytes, int lateSamples) {
  private static final long MIB = 1 << 20;

  /** What suits some ten thousand points in a heap of a few hundred megabytes. */
  public static final HeadSettings DEFAULTS = new HeadSettings(32 * MIB, 48 * MIB, 500_000);

  public HeadSettings {
    if (activeBytes < MIB || sliceBytes < MIB || lateSamples < 1000) {
      throw new IllegalArgumentException(
          "History needs at least 1 MiB for active samples, 1 MiB for slices and room for 1,000"
              + " late samples.");
    }
  }
}
