package io.millrace.broker.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.broker.message.Message;
import io.millrace.broker.topic.TopicFilter;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionTrieTest {
  private static final List<String> LEVELS = List.of("a", "b", "c", "", "$s");

  /** Somebody who only stands for itself. */
  private record Nobody(int number) implements Subscriber {
    @Override
    public DeliveryLoop loop() {
      return new DeliveryLoop(ImmediateEventExecutor.INSTANCE);
    }

    @Override
    public long connectionEpoch() {
      return number;
    }

    @Override
    public boolean isEnded() {
      return false;
    }

    @Override
    public void deliver(Message message, List<Subscription> matching) {}

    @Override
    public void endOfDeliveries() {}
  }

  private static Subscription subscription(String filter, int id) {
    return new Subscription(TopicFilter.parse(filter, 32), id, false, false);
  }

  @Test
  void matching_is_what_each_filter_says_for_itself_whatever_came_and_went() {
    long seed = 4_711;
    Random random = new Random(seed);
    SubscriptionTrie trie = new SubscriptionTrie();
    Map<Subscriber, Map<String, Subscription>> naive = new HashMap<>();
    for (int step = 0; step < 2_000; step++) {
      Subscriber subscriber = new Nobody(random.nextInt(12));
      String filter = randomFilter(random);
      Map<String, Subscription> own = naive.computeIfAbsent(subscriber, s -> new LinkedHashMap<>());
      if (random.nextInt(3) == 0) {
        own.remove(filter);
        trie.remove(subscriber, TopicFilter.parse(filter, 32));
      } else {
        own.put(filter, subscription(filter, step));
        trie.add(subscriber, subscription(filter, step));
      }
      String topic = randomTopic(random);

      assertThat(matches(trie, topic))
          .as("seed %d, step %d, topic %s", seed, step, topic)
          .isEqualTo(naiveMatches(naive, topic));
      assertThat(trie.size()).isEqualTo(naive.values().stream().mapToInt(Map::size).sum());
    }
    naive.forEach(
        (subscriber, own) -> own.values().forEach(each -> trie.remove(subscriber, each.filter())));
    assertThat(trie.size()).isZero();
    assertThat(trie.match("a/b")).isEmpty();
  }

  private static Map<Subscriber, Set<Subscription>> matches(SubscriptionTrie trie, String topic) {
    Map<Subscriber, Set<Subscription>> found = new HashMap<>();
    for (SubscriptionTrie.Match match : trie.match(topic)) {
      assertThat(found.put(match.subscriber(), new HashSet<>(match.subscriptions()))).isNull();
    }
    return found;
  }

  private static Map<Subscriber, Set<Subscription>> naiveMatches(
      Map<Subscriber, Map<String, Subscription>> all, String topic) {
    Map<Subscriber, Set<Subscription>> found = new HashMap<>();
    all.forEach(
        (subscriber, own) ->
            own.values().stream()
                .filter(each -> each.filter().matches(topic))
                .forEach(
                    each -> found.computeIfAbsent(subscriber, s -> new HashSet<>()).add(each)));
    return found;
  }

  private static String randomTopic(Random random) {
    StringBuilder topic = new StringBuilder(LEVELS.get(random.nextInt(LEVELS.size())));
    for (int i = random.nextInt(4); i > 0; i--) {
      topic.append('/').append(LEVELS.get(random.nextInt(LEVELS.size())));
    }
    return topic.isEmpty() ? "a" : topic.toString();
  }

  private static String randomFilter(Random random) {
    String[] levels = randomTopic(random).split("/", -1);
    for (int i = 0; i < levels.length; i++) {
      if (random.nextInt(4) == 0) {
        levels[i] = "+";
      }
    }
    if (random.nextInt(4) == 0) {
      levels[levels.length - 1] = "#";
    }
    return String.join("/", levels);
  }

  @Test
  void the_cache_forgets_when_a_subscription_changes() {
    SubscriptionTrie trie = new SubscriptionTrie();
    MatchCache cache = new MatchCache(trie);
    Subscriber one = new Nobody(1);
    trie.add(one, subscription("a/+", 1));
    assertThat(cache.match("a/b")).hasSize(1);

    trie.add(new Nobody(2), subscription("a/b", 2));
    assertThat(cache.match("a/b")).hasSize(2);
    trie.remove(one, TopicFilter.parse("a/+", 32));

    assertThat(cache.match("a/b")).hasSize(1);
  }
}
