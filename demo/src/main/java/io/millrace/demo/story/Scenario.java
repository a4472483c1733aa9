package io.millrace.demo.story;

import io.millrace.demo.physics.Dice;
import java.time.Duration;

/**
 * What the plant's whole life follows from: two plants with equal scenarios have equal values at
 * every instant.
 *
 * @param seed of all chance
 * @param anchorMs when the demo was first started, in milliseconds since the epoch; the story is
 *     told around this instant, so that there is always something to find
 * @param historyDays how many days of past data there are before the anchor
 */
public record Scenario(long seed, long anchorMs, int historyDays) {
  /** The longest past that is simulated. */
  public static final int MAX_HISTORY_DAYS = 400;

  public Scenario {
    if (historyDays < 0 || historyDays > MAX_HISTORY_DAYS) {
      throw new IllegalArgumentException(
          "A scenario has 0 to " + MAX_HISTORY_DAYS + " days of history, not " + historyDays + ".");
    }
  }

  /** When past data begins, in milliseconds since the epoch. */
  public long historyFromMs() {
    return anchorMs - Duration.ofDays(historyDays).toMillis();
  }

  /** A seed for a part of the plant, independent of those of the other parts. */
  public long seedOf(String part) {
    return Dice.seedOf(seed, part);
  }
}
