package io.millrace.demo.gateway;

import io.millrace.demo.error.DemoError;
import io.millrace.demo.error.DemoException;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Delivers an outbox until it is closed: connects, sends, and after a failure waits and begins anew
 * with whatever was not acknowledged. Runs on a virtual thread of its own.
 */
public final class Uplink implements AutoCloseable {
  private static final long LOOK_AT_LINK_EVERY_MS = 100;
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(3);

  private final Carrier carrier;
  private final Outbox outbox;
  private final Link link;
  private final UplinkStatus status;
  private final UplinkSettings settings;
  private final Backoff backoff;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * An uplink; {@link #start} sets it to work.
   *
   * @param carrier how it sends
   * @param link whether the line is there
   */
  public Uplink(
      Carrier carrier,
      Outbox outbox,
      Link link,
      UplinkStatus status,
      UplinkSettings settings,
      RandomGenerator random) {
    this.carrier = carrier;
    this.outbox = outbox;
    this.link = link;
    this.status = status;
    this.settings = settings;
    this.backoff = new Backoff(settings.firstPause(), settings.longestPause(), random);
    this.thread = Thread.ofVirtual().name("uplink-" + status.gateway()).unstarted(this::run);
  }

  /** Sets it to work. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        if (link.isUp()) {
          attempt();
        } else {
          status.cutOff();
          Thread.sleep(LOOK_AT_LINK_EVERY_MS);
        }
      }
    } catch (InterruptedException e) {
      // Somebody closed us.
    } finally {
      status.stopped();
    }
  }

  private void attempt() throws InterruptedException {
    outbox.rewind();
    try {
      carrier.carry(outbox, this::mayGoOn, this::onProgress);
    } catch (DemoException e) {
      if (e.code() == DemoError.CREDENTIALS_REFUSED) {
        status.refused(e.getMessage());
        pause(settings.refusedPause().toMillis());
      } else {
        fail(e.getMessage());
      }
    } catch (IOException e) {
      fail(reasonOf(e));
    }
  }

  private boolean mayGoOn() {
    return !closed && link.isUp();
  }

  private void onProgress() {
    backoff.succeeded();
    if (status.state() != UplinkState.CONNECTED) {
      status.connected();
    }
  }

  private void fail(String reason) throws InterruptedException {
    if (!mayGoOn()) {
      return;
    }
    status.waiting(reason);
    pause(backoff.failedMs());
  }

  /** Waits, but not on when the line is cut in between. */
  private void pause(long totalMs) throws InterruptedException {
    long leftMs = totalMs;
    while (leftMs > 0 && mayGoOn()) {
      long ms = Math.min(leftMs, LOOK_AT_LINK_EVERY_MS);
      Thread.sleep(ms);
      leftMs -= ms;
    }
  }

  private static String reasonOf(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  /** What it does. */
  public UplinkStatus status() {
    return status;
  }

  /** What it has to deliver. */
  public Outbox outbox() {
    return outbox;
  }

  /** Stops within seconds; what is not acknowledged stays in the outbox. */
  @Override
  public void close() {
    closed = true;
    try {
      if (!thread.join(JOIN_LIMIT)) {
        thread.interrupt();
        thread.join(JOIN_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
