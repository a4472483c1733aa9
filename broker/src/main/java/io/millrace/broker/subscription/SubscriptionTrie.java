package io.millrace.broker.subscription;

import io.millrace.broker.topic.TopicFilter;
import io.millrace.broker.topic.TopicName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All live subscriptions by the levels of their filters, so that matching costs the levels of a
 * topic and not the number of subscriptions. Not thread-safe.
 */
public final class SubscriptionTrie {
  /** A subscriber with those of its subscriptions that match; at least one. */
  public record Match(Subscriber subscriber, List<Subscription> subscriptions) {}

  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private final Map<Subscriber, Subscription> subscriptions = new LinkedHashMap<>();

    boolean isEmpty() {
      return children.isEmpty() && subscriptions.isEmpty();
    }
  }

  private final Node root = new Node();
  private long version;
  private int size;

  /**
   * Adds a subscription, in the place of one of the same subscriber with the same filter
   * [MQTT-3.8.4-3].
   */
  public void add(Subscriber subscriber, Subscription subscription) {
    Node node = root;
    for (String level : subscription.filter().levels()) {
      node = node.children.computeIfAbsent(level, l -> new Node());
    }
    if (node.subscriptions.put(subscriber, subscription) == null) {
      size++;
    }
    version++;
  }

  /** Removes the subscriber's subscription with this filter, if there is one. */
  public void remove(Subscriber subscriber, TopicFilter filter) {
    if (remove(root, subscriber, filter.levels(), 0)) {
      size--;
      version++;
    }
  }

  private static boolean remove(Node node, Subscriber subscriber, List<String> levels, int depth) {
    if (depth == levels.size()) {
      return node.subscriptions.remove(subscriber) != null;
    }
    String level = levels.get(depth);
    Node child = node.children.get(level);
    if (child == null || !remove(child, subscriber, levels, depth + 1)) {
      return false;
    }
    if (child.isEmpty()) {
      node.children.remove(level);
    }
    return true;
  }

  /** Changes with each addition and removal. */
  public long version() {
    return version;
  }

  /** How many subscriptions there are. */
  public int size() {
    return size;
  }

  /** Each subscriber with at least one matching subscription, once [MQTT-3.3.4-2]. */
  public List<Match> match(String topic) {
    Map<Subscriber, List<Subscription>> found = new LinkedHashMap<>();
    collect(root, topic, 0, found);
    List<Match> matches = new ArrayList<>(found.size());
    found.forEach((subscriber, list) -> matches.add(new Match(subscriber, list)));
    return matches;
  }

  /**
   * Collects below a node.
   *
   * @param from where the next level begins in the topic; behind its end if none is left
   */
  private static void collect(
      Node node, String topic, int from, Map<Subscriber, List<Subscription>> found) {
    boolean wildcards = from > 0 || !TopicName.isServers(topic);
    if (wildcards) {
      // '#' matches what is left, also nothing: the parent level itself (4.7.1.2).
      addAll(node.children.get(TopicFilter.REST), found);
    }
    if (from > topic.length()) {
      addAll(node, found);
      return;
    }
    int slash = topic.indexOf(TopicName.SEPARATOR, from);
    int to = slash < 0 ? topic.length() : slash;
    Node exact = node.children.get(topic.substring(from, to));
    if (exact != null) {
      collect(exact, topic, to + 1, found);
    }
    Node any = wildcards ? node.children.get(TopicFilter.ANY) : null;
    if (any != null) {
      collect(any, topic, to + 1, found);
    }
  }

  private static void addAll(@Nullable Node node, Map<Subscriber, List<Subscription>> found) {
    if (node != null) {
      node.subscriptions.forEach(
          (subscriber, subscription) ->
              found.computeIfAbsent(subscriber, s -> new ArrayList<>(1)).add(subscription));
    }
  }
}
