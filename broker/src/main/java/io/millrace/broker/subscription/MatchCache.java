package io.millrace.broker.subscription;

import io.millrace.broker.subscription.SubscriptionTrie.Match;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers what the trie answered, until a subscription changes. Bounded; not thread-safe. */
final class MatchCache {
  private static final int MAX_TOPICS = 20_000;

  private final SubscriptionTrie trie;
  private final Map<String, List<Match>> byTopic = new HashMap<>();
  private long version = -1;

  MatchCache(SubscriptionTrie trie) {
    this.trie = trie;
  }

  List<Match> match(String topic) {
    if (trie.size() == 0) {
      return List.of();
    }
    if (version != trie.version() || byTopic.size() >= MAX_TOPICS) {
      byTopic.clear();
      version = trie.version();
    }
    return byTopic.computeIfAbsent(topic, trie::match);
  }
}
