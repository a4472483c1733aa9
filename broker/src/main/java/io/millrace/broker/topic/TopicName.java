package io.millrace.broker.topic;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;

/** The rules for topic names. */
public final class TopicName {
  /** Separates levels (4.7.1.1). */
  public static final char SEPARATOR = '/';

  /** Topics that begin with it are the server's own (4.7.2). */
  public static final char SERVER_PREFIX = '$';

  private TopicName() {}

  /**
   * Returns a topic name that keeps the rules: at least one character [MQTT-4.7.3-1], no wildcard
   * [MQTT-3.3.2-2], no control character (1.5.4 lets a server refuse them; screens and logs are
   * glad of it), and not more levels than allowed.
   *
   * @throws MqttException with {@link MqttError#MQTT_TOPIC_NAME_INVALID}
   */
  public static String checked(String topic, int maxLevels) {
    if (topic.isEmpty()) {
      throw invalid("A topic name has at least one character.");
    }
    int levels = 1;
    for (int i = 0; i < topic.length(); i++) {
      char c = topic.charAt(i);
      if (c == '+' || c == '#') {
        throw invalid("The topic name '" + topic + "' holds the wildcard '" + c + "'.");
      }
      if (Character.isISOControl(c)) {
        throw invalid("A topic name holds the control character " + (int) c + ".");
      }
      levels += c == SEPARATOR ? 1 : 0;
    }
    if (levels > maxLevels) {
      throw invalid("A topic name has " + levels + " levels; " + maxLevels + " are allowed.");
    }
    return topic;
  }

  /** Whether only the server may publish there (4.7.2). */
  public static boolean isServers(String topic) {
    return topic.charAt(0) == SERVER_PREFIX;
  }

  private static MqttException invalid(String message) {
    return new MqttException(MqttError.MQTT_TOPIC_NAME_INVALID, message);
  }
}
