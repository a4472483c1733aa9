package io.millrace.broker.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What travels with an application message (MQTT 5, 3.3.2.3) and is handed on to its receivers.
 *
 * @param utf8Payload Payload Format Indicator: the sender says that the payload is UTF-8
 * @param expiryS Message Expiry Interval in seconds, {@link #NO_EXPIRY} if none
 * @param contentType empty if none
 * @param responseTopic null if none
 * @param correlationData null if none; read only
 * @param userProperties in the sender's order
 */
@SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
public record MessageProperties(
    boolean utf8Payload,
    long expiryS,
    String contentType,
    @Nullable String responseTopic,
    byte @Nullable [] correlationData,
    List<UserProperty> userProperties) {
  /** The message does not expire. */
  public static final long NO_EXPIRY = -1;

  private static final int PAIR_BYTES = 100;

  /** A message without properties, such as each of MQTT 3.1.1. */
  public static final MessageProperties NONE =
      new MessageProperties(false, NO_EXPIRY, "", null, null, List.of());

  /** Whether nothing was given, not even a content type. */
  @SuppressWarnings("ReferenceEquality") // One object stands for all messages without properties.
  public boolean isNone() {
    return this == NONE;
  }

  /** What these take in memory, about. */
  public long sizeBytes() {
    long size = contentType.length();
    size += responseTopic == null ? 0 : responseTopic.length();
    size += correlationData == null ? 0 : correlationData.length;
    for (UserProperty property : userProperties) {
      size += PAIR_BYTES;
      size += property.name().length();
      size += property.value().length();
    }
    return size;
  }

  static MessageProperties of(Properties properties) {
    if (properties.isNone()) {
      return NONE;
    }
    String contentType = properties.text(Property.CONTENT_TYPE);
    return new MessageProperties(
        properties.flag(Property.PAYLOAD_FORMAT_INDICATOR, false),
        properties.number(Property.MESSAGE_EXPIRY_INTERVAL, NO_EXPIRY),
        contentType == null ? "" : contentType,
        properties.text(Property.RESPONSE_TOPIC),
        properties.binary(Property.CORRELATION_DATA),
        List.copyOf(properties.userProperties()));
  }
}
