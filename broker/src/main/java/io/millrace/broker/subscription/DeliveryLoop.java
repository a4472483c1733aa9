package io.millrace.broker.subscription;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands deliveries to an event loop, a bounded number of them at a time: when a loop is behind, the
 * reader of the journal waits, and what it has not read yet stays on disk.
 */
public final class DeliveryLoop {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);
  private static final int MAX_HANDED_OVER = 8;
  private static final long LONGEST_WAIT_MS = 1_000;

  private final EventExecutor loop;
  private final Semaphore room = new Semaphore(MAX_HANDED_OVER);

  /** The way to a loop. */
  public DeliveryLoop(EventExecutor loop) {
    this.loop = loop;
  }

  /** On the reading thread. A loop that does not answer within a second loses the deliveries. */
  boolean handOver(Deliveries deliveries) throws InterruptedException {
    if (!room.tryAcquire(LONGEST_WAIT_MS, TimeUnit.MILLISECONDS)) {
      LOG.warn("An event loop is stuck; {} deliveries at QoS 0 are dropped.", deliveries.size());
      return false;
    }
    try {
      loop.execute(
          () -> {
            try {
              deliveries.deliver();
            } finally {
              room.release();
            }
          });
      return true;
    } catch (RejectedExecutionException e) {
      room.release();
      return false;
    }
  }
}
