package io.millrace.broker.subscription;

import io.millrace.broker.message.Message;
import java.util.List;

/** A connection, as distribution sees it. */
public interface Subscriber {
  /** The event loop that it lives on; the same as long as it lives. */
  DeliveryLoop loop();

  /** The connection epoch of what it publishes itself (for No Local). */
  long connectionEpoch();

  /** Whether nothing can be sent to it any more. For any thread. */
  boolean isEnded();

  /**
   * Sends the message, or drops it if the client is slow. On the event loop.
   *
   * @param matching its subscriptions that match, at least one
   */
  void deliver(Message message, List<Subscription> matching);

  /** Some deliveries are over for now: send what was gathered. On the event loop. */
  void endOfDeliveries();
}
