package io.millrace.broker.message;

import io.millrace.broker.codec.MessageProperties;
import io.millrace.broker.codec.UserProperty;
import io.millrace.broker.codec.VariableInt;
import io.millrace.broker.protocol.ProtocolVersion;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;

/** Writes PUBLISH at QoS 0 (3.3) for a subscriber. */
public final class PublishWriter {
  private static final int PUBLISH = 0x30;
  private static final int RETAIN = 0x01;
  private static final int PAYLOAD_FORMAT_INDICATOR = 0x01;
  private static final int MESSAGE_EXPIRY_INTERVAL = 0x02;
  private static final int CONTENT_TYPE = 0x03;
  private static final int RESPONSE_TOPIC = 0x08;
  private static final int CORRELATION_DATA = 0x09;
  private static final int SUBSCRIPTION_IDENTIFIER = 0x0b;
  private static final int USER_PROPERTY = 0x26;

  private PublishWriter() {}

  /**
   * Appends the packet.
   *
   * @param scratch a buffer for the properties; its content is replaced
   * @param retain the RETAIN flag that the subscriber is to see
   * @param subscriptionIds of the subscriptions that match and have one; MQTT 5 only
   * @param nowNs to tell how long the message still lives
   */
  public static void write(
      ByteBuf out,
      ByteBuf scratch,
      ProtocolVersion version,
      Message message,
      boolean retain,
      List<Integer> subscriptionIds,
      long nowNs) {
    byte[] topic = message.topicUtf8();
    int length = Short.BYTES + topic.length + message.payloadLength();
    scratch.clear();
    if (version.isV5()) {
      writeProperties(scratch, message, subscriptionIds, nowNs);
      length += VariableInt.bytes(scratch.readableBytes()) + scratch.readableBytes();
    }
    out.ensureWritable(1 + VariableInt.bytes(length) + length);
    out.writeByte(PUBLISH | (retain ? RETAIN : 0));
    VariableInt.write(out, length);
    out.writeShort(topic.length).writeBytes(topic);
    if (version.isV5()) {
      VariableInt.write(out, scratch.readableBytes());
      out.writeBytes(scratch);
    }
    out.writeBytes(message.bytes(), message.payloadFrom(), message.payloadLength());
  }

  private static void writeProperties(
      ByteBuf out, Message message, List<Integer> subscriptionIds, long nowNs) {
    for (int id : subscriptionIds) {
      out.writeByte(SUBSCRIPTION_IDENTIFIER);
      VariableInt.write(out, id);
    }
    MessageProperties properties = message.properties();
    if (properties.isNone()) {
      return;
    }
    if (properties.utf8Payload()) {
      out.writeByte(PAYLOAD_FORMAT_INDICATOR).writeByte(1);
    }
    if (properties.expiryS() != MessageProperties.NO_EXPIRY) {
      out.writeByte(MESSAGE_EXPIRY_INTERVAL).writeInt((int) message.expiresInS(nowNs));
    }
    if (!properties.contentType().isEmpty()) {
      writeText(out.writeByte(CONTENT_TYPE), properties.contentType());
    }
    if (properties.responseTopic() != null) {
      writeText(out.writeByte(RESPONSE_TOPIC), properties.responseTopic());
    }
    if (properties.correlationData() != null) {
      out.writeByte(CORRELATION_DATA).writeShort(properties.correlationData().length);
      out.writeBytes(properties.correlationData());
    }
    for (UserProperty property : properties.userProperties()) {
      writeText(out.writeByte(USER_PROPERTY), property.name());
      writeText(out, property.value());
    }
  }

  private static void writeText(ByteBuf out, String text) {
    out.writeShort(ByteBufUtil.utf8Bytes(text));
    ByteBufUtil.writeUtf8(out, text);
  }
}
