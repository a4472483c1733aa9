package io.millrace.broker.codec;

/**
 * The message to publish when the client is lost (3.1.2.5).
 *
 * @param topic not checked yet
 * @param payload read only
 * @param qos 0 to 2
 * @param retain whether it is to be retained
 * @param delayS Will Delay Interval in seconds, 0 in MQTT 3.1.1
 * @param properties of the message
 */
@SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
public record Will(
    String topic,
    byte[] payload,
    int qos,
    boolean retain,
    long delayS,
    MessageProperties properties) {}
