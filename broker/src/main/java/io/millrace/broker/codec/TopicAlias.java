package io.millrace.broker.codec;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;

/** The topic alias among the properties of a PUBLISH (3.3.2.3.4). */
final class TopicAlias {
  private TopicAlias() {}

  /** The alias, 0 if none was given; a given 0 is refused [MQTT-3.3.2-8]. */
  static int of(Properties properties) {
    int alias = (int) properties.number(Property.TOPIC_ALIAS, 0);
    if (alias == 0 && properties.has(Property.TOPIC_ALIAS)) {
      throw new MqttException(
          MqttError.MQTT_TOPIC_ALIAS_INVALID, "A topic alias is 0 [MQTT-3.3.2-8].");
    }
    return alias;
  }
}
