package io.millrace.demo.plant;

/**
 * A box that collects from machines and sends to Millrace under a name and token of its own.
 *
 * @param key such as {@code GW-04}
 * @param name what people call it
 * @param protocol how it sends
 * @param expectedPeriodMs how often it is expected to send anything
 * @param buffered whether it keeps what it cannot send
 */
public record Gateway(
    String key, String name, Protocol protocol, int expectedPeriodMs, boolean buffered) {
  /** How a gateway sends. */
  public enum Protocol {
    MQTT_3,
    MQTT_5,
    HTTP
  }
}
