package io.millrace.broker.topic;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import java.util.List;

/**
 * A topic filter that keeps the rules of 4.7.1.
 *
 * @param text as the client wrote it
 * @param levels the text between the separators; {@code +} and {@code #} stand alone
 */
public record TopicFilter(String text, List<String> levels) {
  /** Matches what is left, also nothing (4.7.1.2). */
  public static final String REST = "#";

  /** Matches one level, also an empty one (4.7.1.3). */
  public static final String ANY = "+";

  private static final String SHARE_PREFIX = "$share/";

  /**
   * Reads a filter.
   *
   * @param maxLevels how many levels are allowed
   * @throws MqttException with {@link MqttError#MQTT_TOPIC_FILTER_INVALID}
   */
  public static TopicFilter parse(String text, int maxLevels) {
    if (text.isEmpty()) {
      throw invalid("A topic filter has at least one character.");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw invalid("A topic filter holds a control character.");
    }
    List<String> levels = List.of(text.split("/", -1));
    if (levels.size() > maxLevels) {
      throw invalid(
          "A topic filter has " + levels.size() + " levels; " + maxLevels + " are allowed.");
    }
    for (int i = 0; i < levels.size(); i++) {
      checkLevel(text, levels.get(i), i == levels.size() - 1);
    }
    return new TopicFilter(text, levels);
  }

  private static void checkLevel(String text, String level, boolean last) {
    boolean hasRest = level.contains(REST);
    if (hasRest && (level.length() > 1 || !last)) {
      throw invalid(
          "In the topic filter '" + text + "' '#' must be the whole last level [MQTT-4.7.1-1].");
    }
    if (level.contains(ANY) && level.length() > 1) {
      throw invalid("In the topic filter '" + text + "' '+' must be a whole level [MQTT-4.7.1-2].");
    }
  }

  /** Whether it asks for a shared subscription (MQTT 5, 4.8.2). */
  public static boolean isShared(String text) {
    return text.startsWith(SHARE_PREFIX);
  }

  /** Whether messages with this topic name match (4.7). */
  public boolean matches(String topic) {
    if (startsWithWildcard() && TopicName.isServers(topic)) {
      return false;
    }
    return covers(List.of(topic.split("/", -1)));
  }

  /**
   * Whether everything that the other filter matches is matched by this one. Used to decide whether
   * a permission includes a subscription.
   */
  public boolean covers(TopicFilter other) {
    boolean otherIsServers = other.text.charAt(0) == TopicName.SERVER_PREFIX;
    if (startsWithWildcard() && otherIsServers) {
      return false;
    }
    // Every topic has a first level, so these two match the same.
    return covers(other.levels) || (text.equals("+/#") && other.text.equals(REST));
  }

  private boolean startsWithWildcard() {
    String first = levels.getFirst();
    return first.equals(ANY) || first.equals(REST);
  }

  /** A topic is a filter without wildcards, so one comparison serves both. */
  private boolean covers(List<String> others) {
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      if (level.equals(REST)) {
        return true;
      }
      if (i == others.size()) {
        return false;
      }
      String other = others.get(i);
      boolean same = level.equals(ANY) ? !other.equals(REST) : level.equals(other);
      if (!same) {
        return false;
      }
    }
    return levels.size() == others.size();
  }

  private static MqttException invalid(String message) {
    return new MqttException(MqttError.MQTT_TOPIC_FILTER_INVALID, message);
  }
}
