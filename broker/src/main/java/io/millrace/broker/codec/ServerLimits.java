package io.millrace.broker.codec;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What CONNACK tells an MQTT 5 client about this server (3.2.2.3). Wildcard subscriptions,
 * subscription identifiers, retained messages and QoS 2 are served and need no word; shared
 * subscriptions are not.
 *
 * @param sessionExpiryS the interval that is used; null if it is the client's
 * @param receiveMaximum QoS 1 and 2 messages that the client may have in flight
 * @param maximumPacketSize bytes
 * @param topicAliasMaximum highest alias that the client may use, 0 for none
 * @param serverKeepAliveS the keep-alive that is used; null if it is the client's
 * @param assignedClientId null if the client named itself
 */
public record ServerLimits(
    @Nullable Long sessionExpiryS,
    int receiveMaximum,
    int maximumPacketSize,
    int topicAliasMaximum,
    @Nullable Integer serverKeepAliveS,
    @Nullable String assignedClientId) {
  private static final int SESSION_EXPIRY_INTERVAL = 0x11;
  private static final int ASSIGNED_CLIENT_IDENTIFIER = 0x12;
  private static final int SERVER_KEEP_ALIVE = 0x13;
  private static final int RECEIVE_MAXIMUM = 0x21;
  private static final int TOPIC_ALIAS_MAXIMUM = 0x22;
  private static final int MAXIMUM_PACKET_SIZE = 0x27;
  private static final int SHARED_SUBSCRIPTION_AVAILABLE = 0x2a;

  void writeTo(ByteBuf out) {
    if (sessionExpiryS != null) {
      out.writeByte(SESSION_EXPIRY_INTERVAL).writeInt(sessionExpiryS.intValue());
    }
    out.writeByte(RECEIVE_MAXIMUM).writeShort(receiveMaximum);
    out.writeByte(MAXIMUM_PACKET_SIZE).writeInt(maximumPacketSize);
    out.writeByte(TOPIC_ALIAS_MAXIMUM).writeShort(topicAliasMaximum);
    out.writeByte(SHARED_SUBSCRIPTION_AVAILABLE).writeByte(0);
    if (serverKeepAliveS != null) {
      out.writeByte(SERVER_KEEP_ALIVE).writeShort(serverKeepAliveS);
    }
    if (assignedClientId != null) {
      out.writeByte(ASSIGNED_CLIENT_IDENTIFIER);
      PacketWriter.writeText(out, assignedClientId);
    }
  }
}
