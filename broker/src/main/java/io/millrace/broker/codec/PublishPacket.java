package io.millrace.broker.codec;

import io.netty.buffer.ByteBuf;

/**
 * A window onto a PUBLISH (3.3) in the receive buffer. The same object serves all packets of a
 * connection and is valid only while {@link PacketListener#publish} runs; nothing is copied.
 */
public final class PublishPacket {
  private final PacketBody body;
  private int topicAt;
  private int topicLength;
  private int payloadAt;
  private boolean dup;
  private boolean retain;
  private int qos;
  private int packetId;
  private int topicAlias;
  private MessageProperties properties = MessageProperties.NONE;

  PublishPacket(PacketBody body) {
    this.body = body;
  }

  void read(int firstByte, boolean hasProperties) {
    dup = (firstByte & 0x8) != 0;
    qos = firstByte >>> 1 & 0x3;
    retain = (firstByte & 0x1) != 0;
    topicLength = body.readShort();
    topicAt = body.at();
    body.skip(topicLength);
    packetId = qos == 0 ? 0 : body.readPacketId();
    topicAlias = 0;
    properties = MessageProperties.NONE;
    if (hasProperties) {
      readProperties();
    } else if (topicLength == 0) {
      throw Malformed.packet("PUBLISH has an empty topic name [MQTT-4.7.3-1].");
    }
    payloadAt = body.at();
  }

  private void readProperties() {
    Properties given = Properties.read(body, PropertyPlace.PUBLISH);
    if (!given.isNone()) {
      topicAlias = TopicAlias.of(given);
      properties = MessageProperties.of(given);
    }
    if (topicLength == 0 && topicAlias == 0) {
      throw Malformed.protocol("PUBLISH has neither a topic name nor a topic alias (3.3.2.1).");
    }
  }

  /** The buffer that holds topic and payload. */
  public ByteBuf buffer() {
    return body.buffer();
  }

  /** Where the topic name begins in the buffer. */
  public int topicAt() {
    return topicAt;
  }

  /** Bytes of the topic name; 0 if only the alias names it. */
  public int topicLength() {
    return topicLength;
  }

  /** Where the payload begins in the buffer. */
  public int payloadAt() {
    return payloadAt;
  }

  /** Bytes of the payload. */
  public int payloadLength() {
    return body.end() - payloadAt;
  }

  /** Whether the client says that it sent this before. */
  public boolean dup() {
    return dup;
  }

  /** 0 to 2. */
  public int qos() {
    return qos;
  }

  /** Whether the message is to be retained. */
  public boolean retain() {
    return retain;
  }

  /** 1 to 65,535; 0 at QoS 0. */
  public int packetId() {
    return packetId;
  }

  /** 1 to 65,535; 0 if none was given. */
  public int topicAlias() {
    return topicAlias;
  }

  /** What travels with the message. */
  public MessageProperties properties() {
    return properties;
  }
}
