package io.millrace.broker.codec;

import io.millrace.broker.codec.SubscribePacket.RetainHandling;
import io.millrace.broker.protocol.ReasonCode;
import io.millrace.broker.topic.TopicFilter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** Reads one whole packet after the other and hands them to the listener. One per connection. */
final class PacketParser {
  private static final int QOS_MASK = 0x03;
  private static final int NO_LOCAL = 0x04;
  private static final int RETAIN_AS_PUBLISHED = 0x08;
  private static final int RETAIN_HANDLING_SHIFT = 4;
  private static final RetainHandling[] RETAIN_HANDLING = RetainHandling.values();

  private final PacketListener listener;
  private final PacketBody body = new PacketBody(Unpooled.EMPTY_BUFFER);
  private final PublishPacket publish = new PublishPacket(body);
  private boolean connected;
  private boolean v5;

  PacketParser(PacketListener listener) {
    this.listener = listener;
  }

  boolean isConnected() {
    return connected;
  }

  /** Reads the packet whose body lies between {@code from} and {@code to}. */
  void parse(PacketType type, int firstByte, ByteBuf buffer, int from, int to) {
    body.wrap(buffer, from, to);
    if (type == PacketType.PUBLISH && connected) {
      publish.read(firstByte, v5);
      listener.publish(publish);
    } else if (type == PacketType.CONNECT || connected) {
      parseRare(type);
    } else {
      throw Malformed.protocol("The first packet is not CONNECT [MQTT-3.1.0-1].");
    }
  }

  private void parseRare(PacketType type) {
    switch (type) {
      case CONNECT -> connect();
      case PUBREL -> listener.release(acknowledgement(type));
      case PUBACK, PUBREC, PUBCOMP -> listener.acknowledged(type, acknowledgement(type));
      case SUBSCRIBE -> listener.subscribe(subscribe());
      case UNSUBSCRIBE -> listener.unsubscribe(unsubscribe());
      case PINGREQ -> {
        body.requireEnd(type);
        listener.ping();
      }
      case DISCONNECT -> listener.disconnect(disconnect());
      case AUTH ->
          throw Malformed.protocol(
              "AUTH without an authentication method in CONNECT [MQTT-4.12.0-6].");
      case PUBLISH, CONNACK, SUBACK, UNSUBACK, PINGRESP -> throw new AssertionError(type);
    }
  }

  private void connect() {
    if (connected) {
      throw Malformed.protocol("A second CONNECT on one connection [MQTT-3.1.0-2].");
    }
    ConnectPacket packet = ConnectParser.parse(body);
    connected = true;
    v5 = packet.version().isV5();
    listener.connect(packet);
  }

  private int acknowledgement(PacketType type) {
    int packetId = body.readPacketId();
    if (v5 && body.hasRemaining()) {
      body.skip(1);
      propertiesAtEnd(PropertyPlace.ACKNOWLEDGEMENT);
    }
    body.requireEnd(type);
    return packetId;
  }

  /** Properties may be left out at the end of a packet (3.4.2.2.1). */
  private Properties propertiesAtEnd(PropertyPlace place) {
    return body.hasRemaining() ? Properties.read(body, place) : Properties.NONE;
  }

  private SubscribePacket subscribe() {
    int packetId = body.readPacketId();
    int subscriptionId = 0;
    if (v5) {
      Properties properties = Properties.read(body, PropertyPlace.SUBSCRIBE);
      if (properties.has(Property.SUBSCRIPTION_IDENTIFIER)) {
        subscriptionId = (int) properties.positive(Property.SUBSCRIPTION_IDENTIFIER, 1);
      }
    }
    List<SubscribePacket.Request> requests = new ArrayList<>();
    while (body.hasRemaining()) {
      requests.add(request(body.readText(), body.readByte()));
    }
    if (requests.isEmpty()) {
      throw Malformed.protocol("SUBSCRIBE has no topic filter [MQTT-3.8.3-2].");
    }
    return new SubscribePacket(packetId, subscriptionId, requests);
  }

  private SubscribePacket.Request request(String filter, int options) {
    int handling = options >>> RETAIN_HANDLING_SHIFT;
    boolean reserved = v5 ? handling >= RETAIN_HANDLING.length : options > QOS_MASK;
    if (reserved || (options & QOS_MASK) == QOS_MASK) {
      throw Malformed.packet("Subscription options " + options + " are reserved [MQTT-3.8.3-5].");
    }
    boolean noLocal = (options & NO_LOCAL) != 0;
    if (noLocal && TopicFilter.isShared(filter)) {
      throw Malformed.protocol("No Local on a shared subscription [MQTT-3.8.3-4].");
    }
    return new SubscribePacket.Request(
        filter,
        options & QOS_MASK,
        noLocal,
        (options & RETAIN_AS_PUBLISHED) != 0,
        RETAIN_HANDLING[handling]);
  }

  private UnsubscribePacket unsubscribe() {
    int packetId = body.readPacketId();
    if (v5) {
      Properties.read(body, PropertyPlace.UNSUBSCRIBE);
    }
    List<String> filters = new ArrayList<>();
    while (body.hasRemaining()) {
      filters.add(body.readText());
    }
    if (filters.isEmpty()) {
      throw Malformed.protocol("UNSUBSCRIBE has no topic filter [MQTT-3.10.3-2].");
    }
    return new UnsubscribePacket(packetId, filters);
  }

  private DisconnectPacket disconnect() {
    int reason = ReasonCode.SUCCESS.code();
    long sessionExpiryS = DisconnectPacket.UNCHANGED;
    if (v5 && body.hasRemaining()) {
      reason = body.readByte();
      sessionExpiryS =
          propertiesAtEnd(PropertyPlace.DISCONNECT)
              .number(Property.SESSION_EXPIRY_INTERVAL, DisconnectPacket.UNCHANGED);
    }
    body.requireEnd(PacketType.DISCONNECT);
    return new DisconnectPacket(reason, sessionExpiryS);
  }
}
