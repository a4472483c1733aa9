package io.millrace.broker.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Valid packets as Netty's encoder writes them: the seeds of the fuzz tests. */
final class Packets {
  private Packets() {}

  /** CONNECT, then every packet that a client may send, with all that it may hold. */
  static List<byte[]> all(MqttVersion version) {
    boolean v5 = version == MqttVersion.MQTT_5;
    EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
    List<byte[]> packets = new ArrayList<>();
    packets.add(encode(encoder, connect(version)));
    for (int qos = 0; qos <= 2; qos++) {
      packets.add(encode(encoder, publish(qos, v5 ? messageProperties() : none(), "payload")));
      packets.add(encode(encoder, publish(qos, none(), "")));
    }
    packets.add(encode(encoder, publish(1, none(), "x".repeat(300))));
    for (MqttMessageType type :
        List.of(
            MqttMessageType.PUBACK,
            MqttMessageType.PUBREC,
            MqttMessageType.PUBREL,
            MqttMessageType.PUBCOMP)) {
      MqttFixedHeader header =
          new MqttFixedHeader(
              type,
              false,
              type == MqttMessageType.PUBREL ? MqttQoS.AT_LEAST_ONCE : MqttQoS.AT_MOST_ONCE,
              false,
              0);
      packets.add(
          encode(
              encoder,
              v5
                  ? new MqttMessage(
                      header,
                      new MqttPubReplyMessageVariableHeader(9, (byte) 0x10, reasonProperties()))
                  : new MqttMessage(header, MqttMessageIdVariableHeader.from(9))));
    }
    MqttMessageBuilders.SubscribeBuilder subscribe =
        MqttMessageBuilders.subscribe()
            .messageId(11)
            .addSubscription(MqttQoS.AT_MOST_ONCE, "a/+/b")
            .addSubscription(MqttQoS.EXACTLY_ONCE, "plant/#");
    MqttMessageBuilders.UnsubscribeBuilder unsubscribe =
        MqttMessageBuilders.unsubscribe().messageId(12).addTopicFilter("a").addTopicFilter("ü/b");
    if (v5) {
      MqttProperties identified = userProperties();
      identified.add(
          new MqttProperties.IntegerProperty(MqttProperties.SUBSCRIPTION_IDENTIFIER, 5_000));
      subscribe.properties(identified);
      unsubscribe.properties(userProperties());
    }
    packets.add(encode(encoder, subscribe.build()));
    packets.add(encode(encoder, unsubscribe.build()));
    packets.add(new byte[] {(byte) 0xc0, 0});
    packets.add(encode(encoder, disconnect(v5)));
    return packets;
  }

  private static MqttMessage connect(MqttVersion version) {
    MqttMessageBuilders.ConnectBuilder builder =
        MqttMessageBuilders.connect()
            .protocolVersion(version)
            .clientId("fuzz-ü")
            .cleanSession(true)
            .keepAlive(60)
            .username("user")
            .password("secret".getBytes(StandardCharsets.UTF_8))
            .willFlag(true)
            .willQoS(MqttQoS.AT_LEAST_ONCE)
            .willRetain(true)
            .willTopic("plant/state")
            .willMessage(new byte[] {0, 1, 2});
    if (version == MqttVersion.MQTT_5) {
      MqttProperties properties = userProperties();
      properties.add(
          new MqttProperties.IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, 30));
      properties.add(new MqttProperties.IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, 10));
      properties.add(new MqttProperties.IntegerProperty(MqttProperties.MAXIMUM_PACKET_SIZE, 1_000));
      properties.add(new MqttProperties.IntegerProperty(MqttProperties.TOPIC_ALIAS_MAXIMUM, 5));
      properties.add(
          new MqttProperties.IntegerProperty(MqttProperties.REQUEST_PROBLEM_INFORMATION, 0));
      MqttProperties will = messageProperties();
      will.add(new MqttProperties.IntegerProperty(MqttProperties.WILL_DELAY_INTERVAL, 7));
      builder.properties(properties).willProperties(will);
    }
    return builder.build();
  }

  private static MqttMessage publish(int qos, MqttProperties properties, String payload) {
    return MqttMessageBuilders.publish()
        .topicName("plant/press/1")
        .qos(MqttQoS.valueOf(qos))
        .retained(qos == 1)
        .messageId(qos == 0 ? 0 : 700 + qos)
        .properties(properties)
        .payload(Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8))
        .build();
  }

  private static MqttMessage disconnect(boolean v5) {
    MqttFixedHeader header =
        new MqttFixedHeader(MqttMessageType.DISCONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0);
    if (!v5) {
      return new MqttMessage(header);
    }
    MqttProperties properties = reasonProperties();
    properties.add(new MqttProperties.IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, 40));
    return new MqttMessage(
        header, new MqttReasonCodeAndPropertiesVariableHeader((byte) 4, properties));
  }

  private static MqttProperties none() {
    return MqttProperties.NO_PROPERTIES;
  }

  private static MqttProperties userProperties() {
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.UserProperty("site", "north"));
    properties.add(new MqttProperties.UserProperty("site", "süd"));
    return properties;
  }

  private static MqttProperties reasonProperties() {
    MqttProperties properties = userProperties();
    properties.add(new MqttProperties.StringProperty(MqttProperties.REASON_STRING, "because"));
    return properties;
  }

  private static MqttProperties messageProperties() {
    MqttProperties properties = userProperties();
    properties.add(new MqttProperties.IntegerProperty(MqttProperties.PAYLOAD_FORMAT_INDICATOR, 1));
    properties.add(
        new MqttProperties.IntegerProperty(MqttProperties.PUBLICATION_EXPIRY_INTERVAL, 60));
    properties.add(new MqttProperties.StringProperty(MqttProperties.CONTENT_TYPE, "text/plain"));
    properties.add(new MqttProperties.StringProperty(MqttProperties.RESPONSE_TOPIC, "answer"));
    properties.add(
        new MqttProperties.BinaryProperty(MqttProperties.CORRELATION_DATA, new byte[] {7}));
    return properties;
  }

  private static byte[] encode(EmbeddedChannel encoder, MqttMessage message) {
    encoder.writeOutbound(message);
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf next = encoder.readOutbound(); next != null; next = encoder.readOutbound()) {
      all.writeBytes(next);
      next.release();
    }
    return ByteBufUtil.getBytes(all);
  }
}
