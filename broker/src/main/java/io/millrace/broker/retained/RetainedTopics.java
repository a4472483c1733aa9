package io.millrace.broker.retained;

import io.millrace.broker.message.Message;
import io.millrace.broker.topic.TopicFilter;
import io.millrace.broker.topic.TopicName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Retained messages by the levels of their topics, so that a filter visits only what it matches.
 * Not thread-safe.
 */
final class RetainedTopics {
  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private @Nullable Message message;

    boolean isEmpty() {
      return children.isEmpty() && message == null;
    }
  }

  private Node root = new Node();
  private int size;

  int size() {
    return size;
  }

  void clear() {
    root = new Node();
    size = 0;
  }

  @Nullable Message get(String topic) {
    Node node = root;
    for (String level : levels(topic)) {
      node = node.children.get(level);
      if (node == null) {
        return null;
      }
    }
    return node.message;
  }

  void put(Message message) {
    Node node = root;
    for (String level : levels(message.topic())) {
      node = node.children.computeIfAbsent(level, l -> new Node());
    }
    size += node.message == null ? 1 : 0;
    node.message = message;
  }

  void remove(String topic) {
    remove(root, levels(topic), 0);
  }

  private void remove(Node node, List<String> levels, int depth) {
    if (depth == levels.size()) {
      size -= node.message == null ? 0 : 1;
      node.message = null;
      return;
    }
    Node child = node.children.get(levels.get(depth));
    if (child != null) {
      remove(child, levels, depth + 1);
      if (child.isEmpty()) {
        node.children.remove(levels.get(depth));
      }
    }
  }

  /** Every message whose topic matches. */
  void match(TopicFilter filter, Consumer<Message> each) {
    match(root, filter.levels(), 0, each);
  }

  private static void match(Node node, List<String> levels, int depth, Consumer<Message> each) {
    if (depth == levels.size()) {
      if (node.message != null) {
        each.accept(node.message);
      }
      return;
    }
    String level = levels.get(depth);
    if (level.equals(TopicFilter.REST)) {
      everythingBelow(node, depth, each);
    } else if (level.equals(TopicFilter.ANY)) {
      node.children.forEach(
          (name, child) -> {
            if (depth > 0 || !isServers(name)) {
              match(child, levels, depth + 1, each);
            }
          });
    } else {
      Node child = node.children.get(level);
      if (child != null) {
        match(child, levels, depth + 1, each);
      }
    }
  }

  /** The depth is bounded by the levels that topics may have. */
  private static void everythingBelow(Node node, int depth, Consumer<Message> each) {
    if (node.message != null) {
      each.accept(node.message);
    }
    node.children.forEach(
        (name, child) -> {
          if (depth > 0 || !isServers(name)) {
            everythingBelow(child, depth + 1, each);
          }
        });
  }

  /** Wildcards at the first level leave the server's topics out [MQTT-4.7.2-1]. */
  private static boolean isServers(String firstLevel) {
    return !firstLevel.isEmpty() && TopicName.isServers(firstLevel);
  }

  private static List<String> levels(String topic) {
    return List.of(topic.split("/", -1));
  }
}
