package io.millrace.broker.codec;

import org.jspecify.annotations.Nullable;

/** The properties that clients may send (MQTT 5, 2.2.2.2), where, and of which type. */
enum Property {
  PAYLOAD_FORMAT_INDICATOR(0x01, Type.BOOLEAN, PropertyPlace.PUBLISH, PropertyPlace.WILL),
  MESSAGE_EXPIRY_INTERVAL(0x02, Type.FOUR_BYTES, PropertyPlace.PUBLISH, PropertyPlace.WILL),
  CONTENT_TYPE(0x03, Type.TEXT, PropertyPlace.PUBLISH, PropertyPlace.WILL),
  RESPONSE_TOPIC(0x08, Type.TEXT, PropertyPlace.PUBLISH, PropertyPlace.WILL),
  CORRELATION_DATA(0x09, Type.BINARY, PropertyPlace.PUBLISH, PropertyPlace.WILL),
  SUBSCRIPTION_IDENTIFIER(0x0b, Type.VARIABLE, PropertyPlace.SUBSCRIBE),
  SESSION_EXPIRY_INTERVAL(0x11, Type.FOUR_BYTES, PropertyPlace.CONNECT, PropertyPlace.DISCONNECT),
  AUTHENTICATION_METHOD(0x15, Type.TEXT, PropertyPlace.CONNECT, PropertyPlace.AUTH),
  AUTHENTICATION_DATA(0x16, Type.BINARY, PropertyPlace.CONNECT, PropertyPlace.AUTH),
  REQUEST_PROBLEM_INFORMATION(0x17, Type.BOOLEAN, PropertyPlace.CONNECT),
  WILL_DELAY_INTERVAL(0x18, Type.FOUR_BYTES, PropertyPlace.WILL),
  REQUEST_RESPONSE_INFORMATION(0x19, Type.BOOLEAN, PropertyPlace.CONNECT),
  REASON_STRING(
      0x1f, Type.TEXT, PropertyPlace.ACKNOWLEDGEMENT, PropertyPlace.DISCONNECT, PropertyPlace.AUTH),
  RECEIVE_MAXIMUM(0x21, Type.TWO_BYTES, PropertyPlace.CONNECT),
  TOPIC_ALIAS_MAXIMUM(0x22, Type.TWO_BYTES, PropertyPlace.CONNECT),
  TOPIC_ALIAS(0x23, Type.TWO_BYTES, PropertyPlace.PUBLISH),
  USER_PROPERTY(0x26, Type.PAIR, PropertyPlace.values()),
  MAXIMUM_PACKET_SIZE(0x27, Type.FOUR_BYTES, PropertyPlace.CONNECT);

  /** How a value is written (1.5). */
  enum Type {
    /** A byte that is 0 or 1. */
    BOOLEAN,
    TWO_BYTES,
    FOUR_BYTES,
    VARIABLE,
    TEXT,
    BINARY,
    PAIR
  }

  private static final @Nullable Property[] BY_ID = new @Nullable Property[0x28];

  static {
    for (Property property : values()) {
      BY_ID[property.id] = property;
    }
  }

  private final int id;
  private final Type type;
  private final int places;

  Property(int id, Type type, PropertyPlace... places) {
    this.id = id;
    this.type = type;
    int bits = 0;
    for (PropertyPlace place : places) {
      bits |= place.bit();
    }
    this.places = bits;
  }

  Type type() {
    return type;
  }

  /** The property with this identifier, which must be allowed in this place (2.2.2.2). */
  static Property of(int id, PropertyPlace place) {
    Property property = id < BY_ID.length ? BY_ID[id] : null;
    if (property == null || (property.places & place.bit()) == 0) {
      throw Malformed.packet("Property " + id + " is not one of " + place + " (2.2.2.2).");
    }
    return property;
  }
}
