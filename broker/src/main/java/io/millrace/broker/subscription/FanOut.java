package io.millrace.broker.subscription;

import io.millrace.broker.message.BlockMessages;
import io.millrace.broker.message.Message;
import io.millrace.broker.subscription.SubscriptionTrie.Match;
import io.millrace.journal.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Distributes the messages of durable blocks to the live subscribers. Confined to the thread that
 * reads the journal.
 */
public final class FanOut {
  private static final int MAX_BATCH = 4_096;
  private static final long MAX_BATCH_BYTES = 4L << 20;

  private final SubscriptionTrie trie;
  private final MatchCache cache;
  private volatile long delivered;
  private volatile long dropped;

  /** Distribution along a trie. */
  public FanOut(SubscriptionTrie trie) {
    this.trie = trie;
    this.cache = new MatchCache(trie);
  }

  /** Hands each message of the block to the event loops of those who subscribed to it. */
  public void distribute(Block block) throws InterruptedException {
    if (trie.size() == 0) {
      return;
    }
    List<@Nullable List<Match>> byChannel = new ArrayList<>();
    block.channels().forEach(channel -> byChannel.add(null));
    Map<DeliveryLoop, Deliveries> byLoop = new HashMap<>();
    for (int i = 0; i < block.size(); i++) {
      if (!BlockMessages.isMessage(block, i)) {
        continue;
      }
      int channel = block.channelIndex(i);
      List<Match> matches = byChannel.get(channel);
      if (matches == null) {
        matches = cache.match(block.channels().get(channel).name());
        byChannel.set(channel, matches);
      }
      if (!matches.isEmpty()) {
        deliver(BlockMessages.message(block, i), matches, byLoop);
      }
    }
    for (Map.Entry<DeliveryLoop, Deliveries> each : byLoop.entrySet()) {
      handOver(each.getKey(), each.getValue());
    }
  }

  private void deliver(Message message, List<Match> matches, Map<DeliveryLoop, Deliveries> byLoop)
      throws InterruptedException {
    for (Match match : matches) {
      DeliveryLoop loop = match.subscriber().loop();
      Deliveries deliveries = byLoop.computeIfAbsent(loop, l -> new Deliveries());
      deliveries.add(message, match);
      if (deliveries.size() >= MAX_BATCH || deliveries.bytes() >= MAX_BATCH_BYTES) {
        byLoop.remove(loop);
        handOver(loop, deliveries);
      }
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the reading thread writes.
  private void handOver(DeliveryLoop loop, Deliveries deliveries) throws InterruptedException {
    if (loop.handOver(deliveries)) {
      delivered += deliveries.size();
    } else {
      dropped += deliveries.size();
    }
  }

  /** Deliveries that were handed to event loops; for any thread. */
  public long handedOver() {
    return delivered;
  }

  /** Deliveries that no event loop took; for any thread. */
  public long dropped() {
    return dropped;
  }
}
