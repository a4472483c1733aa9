package io.millrace.broker.connection;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;

/**
 * Counts the QoS 1 and 2 messages that a client has in flight (MQTT 5, 4.9). An MQTT 5 client was
 * told the maximum and ends when it goes beyond [MQTT-3.3.4-9]; one of MQTT 3.1.1 was not, and is
 * not read from until it is below.
 */
final class InFlightWindow {
  private final int maximum;
  private final boolean strict;
  private int inFlight;

  InFlightWindow(int maximum, boolean strict) {
    this.maximum = maximum;
    this.strict = strict;
  }

  /** A new message. */
  void enter() {
    if (strict && inFlight >= maximum) {
      throw new MqttException(
          MqttError.MQTT_RECEIVE_MAXIMUM_EXCEEDED,
          "More than " + maximum + " messages are in flight.");
    }
    inFlight++;
  }

  /** A message that was sent again; on a new connection it counts, but is never too much. */
  void enterAgain() {
    inFlight = Math.min(inFlight + 1, maximum);
  }

  /** PUBACK or a refusing PUBREC was written. */
  void settled() {
    inFlight = Math.max(0, inFlight - 1);
  }

  /** PUBREC was written; MQTT 3.1.1 clients need to be read to send PUBREL. */
  void received() {
    if (!strict) {
      settled();
    }
  }

  /** PUBCOMP was written. */
  void released() {
    if (strict) {
      settled();
    }
  }

  /** Whether reading has to wait. */
  boolean isFull() {
    return !strict && inFlight >= maximum;
  }
}
