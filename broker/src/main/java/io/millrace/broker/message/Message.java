package io.millrace.broker.message;

import io.millrace.broker.codec.MessageProperties;
import io.millrace.model.time.Times;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An application message. Immutable; it shares the bytes of the journal's block that it came from,
 * so a message that is kept for long is {@linkplain #copied copied} first.
 */
public final class Message {
  private final String topic;
  private final byte[] topicUtf8;
  private final byte[] bytes;
  private final int payloadFrom;
  private final int payloadTo;
  private final boolean retain;
  private final long receiveTimeNs;
  private final long connectionEpoch;
  private final MessageProperties properties;

  /**
   * A message.
   *
   * @param bytes hold the payload, from {@code payloadFrom} to before {@code payloadTo}; read only
   * @param retain whether it was published to be retained
   * @param receiveTimeNs when it arrived, nanoseconds since the epoch
   * @param connectionEpoch over which connection; 0 if that does not matter any more
   */
  public Message(
      String topic,
      byte[] bytes,
      int payloadFrom,
      int payloadTo,
      boolean retain,
      long receiveTimeNs,
      long connectionEpoch,
      MessageProperties properties) {
    this.topic = topic;
    this.topicUtf8 = topic.getBytes(StandardCharsets.UTF_8);
    this.bytes = bytes;
    this.payloadFrom = payloadFrom;
    this.payloadTo = payloadTo;
    this.retain = retain;
    this.receiveTimeNs = receiveTimeNs;
    this.connectionEpoch = connectionEpoch;
    this.properties = properties;
  }

  /** This message with a payload of its own. */
  public Message copied() {
    byte[] payload = Arrays.copyOfRange(bytes, payloadFrom, payloadTo);
    return new Message(
        topic, payload, 0, payload.length, retain, receiveTimeNs, connectionEpoch, properties);
  }

  /** The topic name. */
  public String topic() {
    return topic;
  }

  /** The topic name as it is sent; read only. */
  public byte[] topicUtf8() {
    return topicUtf8;
  }

  /** The array that holds the payload; read only. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the payload begins. */
  public int payloadFrom() {
    return payloadFrom;
  }

  /** Bytes of the payload. */
  public int payloadLength() {
    return payloadTo - payloadFrom;
  }

  /** Whether it was published to be retained. */
  public boolean retain() {
    return retain;
  }

  /** When it arrived, nanoseconds since the epoch. */
  public long receiveTimeNs() {
    return receiveTimeNs;
  }

  /** Over which connection it came. */
  public long connectionEpoch() {
    return connectionEpoch;
  }

  /** What travels with it. */
  public MessageProperties properties() {
    return properties;
  }

  /** Whether it has a Message Expiry Interval. */
  public boolean canExpire() {
    return properties.expiryS() != MessageProperties.NO_EXPIRY;
  }

  /** Whether its Message Expiry Interval has passed [MQTT-3.3.2-5]. */
  public boolean isExpired(long nowNs) {
    return canExpire() && expiresInS(nowNs) <= 0;
  }

  /**
   * Seconds until it expires [MQTT-3.3.2-6], rounded up; the given interval if the clock stepped
   * back meanwhile.
   */
  public long expiresInS(long nowNs) {
    long waitedNs = Math.max(0, nowNs - receiveTimeNs);
    return properties.expiryS() - waitedNs / Times.SECOND;
  }
}
