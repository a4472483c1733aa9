package io.millrace.broker.access;

/**
 * Where one principal may publish and subscribe. Thread-safe, quick and without side effects: asked
 * on event loops, the answers are kept for the connection.
 */
public interface TopicPermissions {
  /** Nowhere. */
  TopicPermissions NONE =
      new TopicPermissions() {
        @Override
        public boolean mayPublish(String topic) {
          return false;
        }

        @Override
        public boolean maySubscribe(String topicFilter) {
          return false;
        }
      };

  /** Whether it may publish to the topic, a valid topic name. */
  boolean mayPublish(String topic);

  /**
   * Whether it may receive everything that the filter matches.
   *
   * @param topicFilter a valid topic filter, perhaps with wildcards
   */
  boolean maySubscribe(String topicFilter);
}
