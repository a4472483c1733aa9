package io.millrace.demo.story;

import java.time.Duration;

/**
 * A hose coupling that leaks compressed air around the clock since 20 days before the anchor; best
 * seen at weekends, when nothing else uses any.
 *
 * @param anchorMs of the scenario
 */
public record AirLeak(long anchorMs) {
  /** What escapes, in m³/min. */
  public static final double FLOW = 0.9;

  /** When it began, in milliseconds since the epoch. */
  public long fromMs() {
    return anchorMs - Duration.ofDays(20).toMillis();
  }

  /** What escapes at an instant, in m³/min. */
  public double at(long timeMs) {
    return timeMs >= fromMs() ? FLOW : 0;
  }
}
