package io.millrace.pipeline.format;

/**
 * What one message may hold. A message beyond is refused as a whole, so that one bad device costs
 * nobody else memory or time.
 *
 * @param maxValues values outside of series
 * @param maxSeriesValues values in all series of a message together
 * @param maxLines lines of a message of lines
 * @param maxDepth nesting of objects and arrays
 * @param maxPathBytes length of a path in UTF-8
 * @param maxTextBytes length of a text value in UTF-8
 * @param maxRecordBytes length of a waveform, image, array or file
 * @param maxStoredRecords waveforms, images, arrays and files that become files of their own
 * @param maxRejectedParts lines that cannot be read before the whole message is refused
 */
public record FormatLimits(
    int maxValues,
    int maxSeriesValues,
    int maxLines,
    int maxDepth,
    int maxPathBytes,
    int maxTextBytes,
    int maxRecordBytes,
    int maxStoredRecords,
    int maxRejectedParts) {
  /** Nesting deeper than this would threaten the stack of a thread. */
  private static final int DEEPEST = 64;

  /** What holds unless the configuration says otherwise. */
  public static final FormatLimits DEFAULTS =
      new FormatLimits(10_000, 1_000_000, 50_000, 16, 512, 64 * 1024, 16 * 1024 * 1024, 100, 100);

  public FormatLimits {
    positive("maxValues", maxValues);
    positive("maxSeriesValues", maxSeriesValues);
    positive("maxLines", maxLines);
    positive("maxDepth", maxDepth);
    positive("maxPathBytes", maxPathBytes);
    positive("maxTextBytes", maxTextBytes);
    positive("maxRecordBytes", maxRecordBytes);
    positive("maxStoredRecords", maxStoredRecords);
    positive("maxRejectedParts", maxRejectedParts);
    if (maxDepth > DEEPEST) {
      throw new IllegalArgumentException("maxDepth is at most " + DEEPEST + ", not " + maxDepth);
    }
  }

  private static void positive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " is at least 1, not " + value + ".");
    }
  }
}
