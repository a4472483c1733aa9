package io.millrace.broker.message;

import io.millrace.broker.codec.MessageProperties;
import io.millrace.broker.codec.UserProperty;
import io.millrace.model.record.MqttAttributes;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns the properties of a message into attributes of its record, and back. */
public final class MessageAttributes {
  private static final String TRUE = "1";

  private MessageAttributes() {}

  /** The attributes; empty if there is nothing but perhaps a content type. */
  public static Map<String, String> of(MessageProperties properties) {
    if (properties.isNone()) {
      return Map.of();
    }
    Map<String, String> attributes = new HashMap<>();
    if (properties.utf8Payload()) {
      attributes.put(MqttAttributes.PAYLOAD_FORMAT, TRUE);
    }
    if (properties.expiryS() != MessageProperties.NO_EXPIRY) {
      attributes.put(MqttAttributes.MESSAGE_EXPIRY_S, Long.toString(properties.expiryS()));
    }
    if (properties.responseTopic() != null) {
      attributes.put(MqttAttributes.RESPONSE_TOPIC, properties.responseTopic());
    }
    if (properties.correlationData() != null) {
      attributes.put(
          MqttAttributes.CORRELATION_DATA,
          Base64.getEncoder().encodeToString(properties.correlationData()));
    }
    int place = 0;
    for (UserProperty property : properties.userProperties()) {
      attributes.put(MqttAttributes.userProperty(place++, property.name()), property.value());
    }
    return attributes;
  }

  /** The attributes of a will message. */
  public static Map<String, String> ofWill(MessageProperties properties) {
    Map<String, String> attributes = new HashMap<>(of(properties));
    attributes.put(MqttAttributes.WILL, TRUE);
    return attributes;
  }

  /** The properties of a record with these attributes and this content type. */
  public static MessageProperties properties(Map<String, String> attributes, String contentType) {
    if (attributes.isEmpty() && contentType.isEmpty()) {
      return MessageProperties.NONE;
    }
    String expiryS = attributes.get(MqttAttributes.MESSAGE_EXPIRY_S);
    return new MessageProperties(
        attributes.containsKey(MqttAttributes.PAYLOAD_FORMAT),
        expiryS == null ? MessageProperties.NO_EXPIRY : Long.parseLong(expiryS),
        contentType,
        attributes.get(MqttAttributes.RESPONSE_TOPIC),
        binary(attributes.get(MqttAttributes.CORRELATION_DATA)),
        userProperties(attributes));
  }

  private static byte @Nullable [] binary(@Nullable String base64) {
    return base64 == null ? null : Base64.getDecoder().decode(base64);
  }

  private static List<UserProperty> userProperties(Map<String, String> attributes) {
    Map<Integer, UserProperty> byPlace = new TreeMap<>();
    attributes.forEach(
        (name, value) -> {
          if (MqttAttributes.isUserProperty(name)) {
            byPlace.put(
                MqttAttributes.userPropertyPlace(name),
                new UserProperty(MqttAttributes.userPropertyName(name), value));
          }
        });
    return List.copyOf(byPlace.values());
  }
}
