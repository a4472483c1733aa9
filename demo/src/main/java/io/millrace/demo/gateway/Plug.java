package io.millrace.demo.gateway;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The plug of the line that all buffering gateways share; somebody may pull it. Thread-safe. */
public final class Plug implements Link {
  /** For longer than this nobody may pull it: the gateways' memory would not last. */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final AtomicLong outUntilMs = new AtomicLong();

  /** A plug that is in. */
  public Plug(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Pulls the plug; it goes back in by itself. Pulling it again moves the end.
   *
   * @throws IllegalArgumentException if it is to be out for no time or for longer than {@link
   *     #LONGEST}
   */
  public void pull(Duration out) {
    if (!out.isPositive() || out.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "The plug can be out for 1 to " + LONGEST.toSeconds() + " s, not " + out.toSeconds());
    }
    outUntilMs.set(clock.millis() + out.toMillis());
  }

  /** Puts the plug back in. */
  public void putBack() {
    outUntilMs.set(0);
  }

  /** For how many more milliseconds the plug is out; 0 if it is in. */
  public long outForMs() {
    return Math.max(0, outUntilMs.get() - clock.millis());
  }

  @Override
  public boolean isUp() {
    return outForMs() == 0;
  }
}
