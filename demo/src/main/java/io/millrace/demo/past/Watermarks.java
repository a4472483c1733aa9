package io.millrace.demo.past;

import io.millrace.demo.plant.Channel;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Up to when the past of each channel is stored in the server, without a hole before. Thread-safe.
 */
public final class Watermarks {
  private final Map<String, Long> byTopic;

  /** What was stored when the plant ran last. */
  public Watermarks(Map<String, Long> byTopic) {
    this.byTopic = new HashMap<>(byTopic);
  }

  /** Up to when a channel is stored; a default if it never was. */
  public synchronized long of(Channel channel, long ifNeverMs) {
    return byTopic.getOrDefault(channel.topic(), ifNeverMs);
  }

  /** A channel is stored up to an instant, if that is later than what was known. */
  public synchronized void stored(Channel channel, long throughMs) {
    byTopic.merge(channel.topic(), throughMs, Math::max);
  }

  /** All of them, by topic. */
  public synchronized Map<String, Long> byTopic() {
    return new TreeMap<>(byTopic);
  }
}
