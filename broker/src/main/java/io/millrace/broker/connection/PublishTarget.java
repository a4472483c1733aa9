package io.millrace.broker.connection;

import io.millrace.journal.Channel;

/**
 * What is known of a topic that a client publishes to: its name, the permission, and the journal's
 * channel, the same object for each message so that a block's dictionary finds it by identity.
 */
final class PublishTarget {
  private final String topic;
  private final boolean allowed;
  private final Channel untyped;
  private Channel typed;

  PublishTarget(String topic, boolean allowed) {
    this.topic = topic;
    this.allowed = allowed;
    this.untyped = new Channel(topic, "");
    this.typed = untyped;
  }

  String topic() {
    return topic;
  }

  boolean isAllowed() {
    return allowed;
  }

  /** The channel with the content type; clients rarely change it. */
  Channel channel(String contentType) {
    if (contentType.isEmpty()) {
      return untyped;
    }
    if (!typed.contentType().equals(contentType)) {
      typed = new Channel(topic, contentType);
    }
    return typed;
  }
}
