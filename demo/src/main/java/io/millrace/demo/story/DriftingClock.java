package io.millrace.demo.story;

/**
 * The clock of the leak tester: nobody has ever set it, and it gains three seconds a day.
 *
 * @param anchorMs of the scenario
 */
public record DriftingClock(long anchorMs) {
  /** How far it is ahead at the anchor, in milliseconds. */
  public static final long AHEAD_AT_ANCHOR_MS = 74_000;

  /** What it gains, as a share of the time that passes. */
  public static final double GAIN = 35e-6;

  /** What it shows at an instant, in milliseconds since the epoch. */
  public long shows(long timeMs) {
    return timeMs + AHEAD_AT_ANCHOR_MS + Math.round(GAIN * (timeMs - anchorMs));
  }
}
