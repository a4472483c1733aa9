package io.millrace.broker.codec;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;

/** The two ways in which a packet is wrong (1.2: malformed packet, protocol error). */
final class Malformed {
  private Malformed() {}

  static MqttException packet(String message) {
    return new MqttException(MqttError.MQTT_MALFORMED_PACKET, message);
  }

  static MqttException protocol(String message) {
    return new MqttException(MqttError.MQTT_PROTOCOL_ERROR, message);
  }
}
