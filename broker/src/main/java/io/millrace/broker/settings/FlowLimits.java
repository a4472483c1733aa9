package io.millrace.broker.settings;

/**
 * How much a client may send, and leave unread. Above these limits a client is slowed or its QoS 0
 * messages are dropped; others go on.
 *
 * @param unacknowledgedBytesPerConnection payload bytes not durable yet, 1,024 to 268,435,456
 * @param unacknowledgedBytesPerLoop the same for all connections of an event loop
 * @param messagesPerS of one client, and other packets that want an answer, 1 to 10,000,000
 * @param bytesPerS of one client, 1,024 to 10,000,000,000
 * @param outboundBytesPerConnection bytes that wait for a subscriber to read, 4,096 to 268,435,456
 * @param outboundBytesPerLoop the same for all connections of an event loop
 * @param largePacketBytes memory of an event loop for packets above 16 KiB that are still arriving
 */
public record FlowLimits(
    int unacknowledgedBytesPerConnection,
    int unacknowledgedBytesPerLoop,
    int messagesPerS,
    long bytesPerS,
    int outboundBytesPerConnection,
    int outboundBytesPerLoop,
    int largePacketBytes) {
  /** As the documentation states them. */
  public static final FlowLimits DEFAULTS =
      new FlowLimits(1 << 20, 8 << 20, 50_000, 64L << 20, 256 << 10, 24 << 20, 16 << 20);

  public FlowLimits {
    Range.check(
        "unacknowledgedBytesPerConnection", unacknowledgedBytesPerConnection, 1_024, 1 << 28);
    Range.check(
        "unacknowledgedBytesPerLoop",
        unacknowledgedBytesPerLoop,
        unacknowledgedBytesPerConnection,
        1 << 28);
    Range.check("messagesPerS", messagesPerS, 1, 10_000_000);
    Range.check("bytesPerS", bytesPerS, 1_024, 10_000_000_000L);
    Range.check("outboundBytesPerConnection", outboundBytesPerConnection, 4_096, 1 << 28);
    Range.check("outboundBytesPerLoop", outboundBytesPerLoop, outboundBytesPerConnection, 1 << 28);
  }
}
