package io.millrace.demo.plant;

/**
 * A box that collects from machines and sends to Millrace under a name and token of its own.
 *
 * @param key such as {@code GW-04}
 * @param name what people call it
 * @param protocol how it sends
 * @param expectedPeriodMs how often it is expected to send anything
 * @param bufferBytes how much it keeps of what it cannot send; 0 for an old device without memory
 */
public record Gateway(
    String key, String name, Protocol protocol, int expectedPeriodMs, int bufferBytes) {
  /** How a gateway sends. */
  public enum Protocol {
    MQTT_3,
    MQTT_5,
    HTTP
  }

  /** Whether it keeps what it cannot send. */
  public boolean isBuffered() {
    return bufferBytes > 0;
  }
}
