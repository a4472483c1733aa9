package io.millrace.broker.codec;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The properties of one packet (MQTT 5, 2.2.2), each checked; none in MQTT 3.1.1. */
final class Properties {
  /** None were given. */
  static final Properties NONE = new Properties();

  /** Packets with more user properties are refused: each becomes an attribute of a record. */
  static final int MAX_USER_PROPERTIES = 64;

  private final EnumMap<Property, Object> values = new EnumMap<>(Property.class);
  private final List<UserProperty> userProperties = new ArrayList<>();

  private Properties() {}

  static Properties read(PacketBody body, PropertyPlace place) {
    int length = body.readVariable();
    if (length == 0) {
      return NONE;
    }
    int end = body.limit(length);
    Properties properties = new Properties();
    while (body.at() < end) {
      properties.readOne(body, place);
    }
    if (body.at() != end) {
      throw Malformed.packet("A property ends behind the end of the properties (2.2.2.1).");
    }
    return properties;
  }

  private void readOne(PacketBody body, PropertyPlace place) {
    Property property = Property.of(body.readVariable(), place);
    switch (property.type()) {
      case BOOLEAN -> {
        int value = body.readByte();
        if (value > 1) {
          throw Malformed.protocol(property + " is 0 or 1, not " + value + ".");
        }
        put(property, (long) value);
      }
      case TWO_BYTES -> put(property, (long) body.readShort());
      case FOUR_BYTES -> put(property, body.readInt());
      case VARIABLE -> put(property, (long) body.readVariable());
      case TEXT -> put(property, body.readText());
      case BINARY -> put(property, body.readBinary());
      case PAIR -> {
        userProperties.add(new UserProperty(body.readText(), body.readText()));
        if (userProperties.size() > MAX_USER_PROPERTIES) {
          throw new MqttException(
              MqttError.MQTT_QUOTA_EXCEEDED,
              "A packet has more than " + MAX_USER_PROPERTIES + " user properties.");
        }
      }
    }
  }

  private void put(Property property, Object value) {
    if (values.put(property, value) != null) {
      throw Malformed.protocol(property + " is given more than once (2.2.2.2).");
    }
  }

  @SuppressWarnings("ReferenceEquality") // One object stands for all packets without properties.
  boolean isNone() {
    return this == NONE;
  }

  long number(Property property, long fallback) {
    return values.get(property) instanceof Long number ? number : fallback;
  }

  /** A number that may not be 0, such as Receive Maximum (3.1.2.11.3). */
  long positive(Property property, long fallback) {
    long value = number(property, fallback);
    if (value == 0) {
      throw Malformed.protocol(property + " is 0.");
    }
    return value;
  }

  boolean flag(Property property, boolean fallback) {
    return number(property, fallback ? 1 : 0) == 1;
  }

  @Nullable String text(Property property) {
    return values.get(property) instanceof String text ? text : null;
  }

  byte @Nullable [] binary(Property property) {
    return values.get(property) instanceof byte[] bytes ? bytes : null;
  }

  boolean has(Property property) {
    return values.containsKey(property);
  }

  List<UserProperty> userProperties() {
    return userProperties;
  }
}
