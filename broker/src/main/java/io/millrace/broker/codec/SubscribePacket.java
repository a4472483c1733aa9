package io.millrace.broker.codec;

import java.util.List;

/**
 * SUBSCRIBE (3.8).
 *
 * @param packetId 1 to 65,535
 * @param subscriptionId Subscription Identifier; 0 if none was given
 * @param requests at least one
 */
public record SubscribePacket(int packetId, int subscriptionId, List<Request> requests) {
  /** When retained messages are sent (3.8.3.1). */
  public enum RetainHandling {
    AT_SUBSCRIBE,
    AT_NEW_SUBSCRIPTION,
    NEVER
  }

  /**
   * One filter with its options; in MQTT 3.1.1 all but the QoS are off.
   *
   * @param filter not checked yet
   * @param maximumQos 0 to 2
   * @param noLocal leave out what this client itself publishes
   * @param retainAsPublished hand on the RETAIN flag as it was published
   */
  public record Request(
      String filter,
      int maximumQos,
      boolean noLocal,
      boolean retainAsPublished,
      RetainHandling retainHandling) {}
}
