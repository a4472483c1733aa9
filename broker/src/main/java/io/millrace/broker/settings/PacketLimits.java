package io.millrace.broker.settings;

/**
 * What a packet may be.
 *
 * @param maxPacketBytes with its fixed header, 1,024 to 16,777,216; not more than the journal takes
 *     as one record
 * @param maxTopicBytes of a topic name or filter, 16 to 65,535
 * @param maxTopicLevels of a topic name or filter, 1 to 128
 * @param receiveMaximum QoS 1 and 2 messages in flight from one client, 1 to 65,535
 * @param topicAliasMaximum highest topic alias of a client, 0 to 1,024
 */
public record PacketLimits(
    int maxPacketBytes,
    int maxTopicBytes,
    int maxTopicLevels,
    int receiveMaximum,
    int topicAliasMaximum) {
  /** As the documentation states them. */
  public static final PacketLimits DEFAULTS = new PacketLimits(1 << 20, 1_024, 32, 2_000, 64);

  public PacketLimits {
    Range.check("maxPacketBytes", maxPacketBytes, 1_024, 1 << 24);
    Range.check("maxTopicBytes", maxTopicBytes, 16, 65_535);
    Range.check("maxTopicLevels", maxTopicLevels, 1, 128);
    Range.check("receiveMaximum", receiveMaximum, 1, 65_535);
    Range.check("topicAliasMaximum", topicAliasMaximum, 0, 1_024);
  }
}
