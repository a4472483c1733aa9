package io.millrace.broker.connection;

import io.millrace.broker.access.TopicPermissions;
import io.millrace.broker.codec.PublishPacket;
import io.millrace.broker.codec.Utf8;
import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import io.millrace.broker.settings.PacketLimits;
import io.millrace.broker.topic.TopicName;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Finds what is known of the topic of a PUBLISH, by its bytes or its alias (3.3.2.3.4). */
final class InboundTopics {
  private final PacketLimits limits;
  private final TopicPermissions permissions;
  private final TopicCache cache = new TopicCache();
  private @Nullable PublishTarget @Nullable [] byAlias;

  InboundTopics(PacketLimits limits, TopicPermissions permissions) {
    this.limits = limits;
    this.permissions = permissions;
  }

  PublishTarget target(PublishPacket packet) {
    int alias = packet.topicAlias();
    if (alias == 0) {
      return named(packet);
    }
    if (alias > limits.topicAliasMaximum()) {
      throw invalidAlias("Topic alias " + alias + " is above the maximum [MQTT-3.3.2-9].");
    }
    @Nullable PublishTarget[] aliases = aliases();
    if (packet.topicLength() > 0) {
      PublishTarget target = named(packet);
      aliases[alias] = target;
      return target;
    }
    PublishTarget target = aliases[alias];
    if (target == null) {
      throw invalidAlias("Topic alias " + alias + " stands for no topic on this connection.");
    }
    return target;
  }

  private @Nullable PublishTarget[] aliases() {
    @Nullable PublishTarget[] aliases = byAlias;
    if (aliases == null) {
      aliases = new @Nullable PublishTarget[limits.topicAliasMaximum() + 1];
      byAlias = aliases;
    }
    return aliases;
  }

  private PublishTarget named(PublishPacket packet) {
    ByteBuf buffer = packet.buffer();
    int at = packet.topicAt();
    int length = packet.topicLength();
    PublishTarget known = cache.get(buffer, at, length);
    if (known != null) {
      return known;
    }
    PublishTarget target = checked(buffer, at, length);
    cache.put(buffer, at, length, target);
    return target;
  }

  private PublishTarget checked(ByteBuf buffer, int at, int length) {
    if (length > limits.maxTopicBytes()) {
      throw new MqttException(
          MqttError.MQTT_TOPIC_NAME_INVALID,
          "A topic name has " + length + " bytes; " + limits.maxTopicBytes() + " are allowed.");
    }
    byte[] bytes = new byte[length];
    buffer.getBytes(at, bytes);
    String topic = TopicName.checked(Utf8.decode(bytes), limits.maxTopicLevels());
    boolean allowed = !TopicName.isServers(topic) && permissions.mayPublish(topic);
    return new PublishTarget(topic, allowed);
  }

  private static MqttException invalidAlias(String message) {
    return new MqttException(MqttError.MQTT_TOPIC_ALIAS_INVALID, message);
  }
}
