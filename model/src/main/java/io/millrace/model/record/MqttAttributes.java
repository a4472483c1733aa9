package io.millrace.model.record;

/**
 * The names of a record's attributes that the MQTT front sets (MQTT 5, 3.3.2.3). All are absent
 * unless the sender gave them; the content type is in the record's channel.
 */
public final class MqttAttributes {
  /** Payload Format Indicator: {@code "1"} if the sender says that the payload is UTF-8 text. */
  public static final String PAYLOAD_FORMAT = "mqtt.payloadFormat";

  /** Message Expiry Interval in seconds from the receive time, decimal. */
  public static final String MESSAGE_EXPIRY_S = "mqtt.messageExpiryS";

  /** Response Topic. */
  public static final String RESPONSE_TOPIC = "mqtt.responseTopic";

  /** Correlation Data, base64 (RFC 4648, 4). */
  public static final String CORRELATION_DATA = "mqtt.correlationData";

  /** {@code "1"} on a will message, which the front published for a client that was lost. */
  public static final String WILL = "mqtt.will";

  private static final String USER_PROPERTY_PREFIX = "mqtt.user.";

  private MqttAttributes() {}

  /**
   * The name for a user property. Names may repeat and their order counts [MQTT-3.3.2-18], so each
   * carries its place: {@code mqtt.user.0.site}.
   *
   * @param place from 0
   */
  public static String userProperty(int place, String name) {
    return USER_PROPERTY_PREFIX + place + '.' + name;
  }

  /** Whether an attribute is a user property. */
  public static boolean isUserProperty(String attribute) {
    return attribute.startsWith(USER_PROPERTY_PREFIX);
  }

  /** The place of a user property among its message's, from 0. */
  public static int userPropertyPlace(String attribute) {
    return Integer.parseInt(attribute, USER_PROPERTY_PREFIX.length(), nameDot(attribute), 10);
  }

  /** The name of a user property as the sender gave it. */
  public static String userPropertyName(String attribute) {
    return attribute.substring(nameDot(attribute) + 1);
  }

  private static int nameDot(String attribute) {
    return attribute.indexOf('.', USER_PROPERTY_PREFIX.length());
  }
}
