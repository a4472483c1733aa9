package io.millrace.demo.payload;

/** A message that a gateway has to send. */
public final class Message {
  private static final int OBJECT_BYTES = 96;

  private final String topic;
  private final String contentType;
  private final byte[] payload;
  private final long timeMs;

  /**
   * A message.
   *
   * @param topic MQTT topic, or the HTTP channel
   * @param contentType media type of the payload
   * @param payload not to be changed any more
   * @param timeMs when the newest value in it was measured, in milliseconds since the epoch
   */
  public Message(String topic, String contentType, byte[] payload, long timeMs) {
    this.topic = topic;
    this.contentType = contentType;
    this.payload = payload;
    this.timeMs = timeMs;
  }

  /** MQTT topic, or the HTTP channel. */
  public String topic() {
    return topic;
  }

  /** Media type of the payload. */
  public String contentType() {
    return contentType;
  }

  /** The payload, not to be changed. */
  public byte[] payload() {
    return payload;
  }

  /** When the newest value in it was measured, in milliseconds since the epoch. */
  public long timeMs() {
    return timeMs;
  }

  /** About how much memory it takes, in bytes. */
  public int weight() {
    return payload.length + OBJECT_BYTES;
  }
}
