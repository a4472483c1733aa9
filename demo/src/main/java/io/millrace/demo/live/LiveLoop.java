package io.millrace.demo.live;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a feed at the present, on a virtual thread of its own. */
public final class LiveLoop implements AutoCloseable {
  /** Told that the feed could not keep up and begins anew. */
  @FunctionalInterface
  public interface SkipListener {
    /** Nothing was measured in [fromMs, toMs). */
    void skipped(long fromMs, long toMs);
  }

  private static final Logger LOG = LoggerFactory.getLogger(LiveLoop.class);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final long LONGEST_CATCH_UP_MS = 120_000;
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(3);

  private final LiveFeed feed;
  private final InstantSource clock;
  private final SkipListener onSkip;
  private final Thread thread = Thread.ofVirtual().name("live").unstarted(this::run);

  /** A loop; {@link #start} sets it to work. */
  public LiveLoop(LiveFeed feed, InstantSource clock, SkipListener onSkip) {
    this.feed = feed;
    this.clock = clock;
    this.onSkip = onSkip;
  }

  /** Sets it to work. */
  public void start() {
    thread.start();
  }

  private void run() {
    feed.advanceTo(clock.millis());
    try {
      while (true) {
        Thread.sleep(TICK);
        tick(clock.millis());
      }
    } catch (InterruptedException e) {
      // Somebody closed us.
    }
  }

  private void tick(long nowMs) {
    long fromMs = feed.measuredToMs();
    if (nowMs - fromMs > LONGEST_CATCH_UP_MS) {
      LOG.warn(
          "The clock has gone on by {} s at once; that time is sent as past data.",
          (nowMs - fromMs) / 1000);
      feed.skipTo(nowMs);
      onSkip.skipped(fromMs, nowMs);
    } else {
      feed.advanceTo(nowMs);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(JOIN_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
