package io.millrace.demo.story;

/**
 * How far the drive-end bearing of Compressor 2 is worn: it begins 18 days before the anchor,
 * multiplies the vibration by 2.4 until the anchor, and goes on at that rate until the bearing is
 * replaced 11 days later; after 14 good days the next one begins to wear.
 *
 * @param anchorMs of the scenario
 */
public record BearingWear(long anchorMs) {
  /** Wear begins so many days before the anchor. */
  public static final int ONSET_DAYS = 18;

  /** By how much the vibration is multiplied from the onset to the anchor. */
  public static final double GROWTH = 2.4;

  private static final double WEARING_DAYS = 29;
  private static final double HEALTHY_DAYS = 14;
  private static final double DAY_MS = 86_400_000;

  /** By what the vibration of a good bearing is to be multiplied; 1 for a good one. */
  public double factor(long timeMs) {
    double days = daysSinceReplacement(timeMs) - HEALTHY_DAYS;
    return days <= 0 ? 1 : StrictMath.pow(GROWTH, days / ONSET_DAYS);
  }

  /** When the bearing in use at an instant was fitted, in milliseconds since the epoch. */
  public long fittedMs(long timeMs) {
    return timeMs - Math.round(daysSinceReplacement(timeMs) * DAY_MS);
  }

  private double daysSinceReplacement(long timeMs) {
    double days = (timeMs - anchorMs) / DAY_MS + ONSET_DAYS + HEALTHY_DAYS;
    double life = WEARING_DAYS + HEALTHY_DAYS;
    return days - life * Math.floor(days / life);
  }
}
