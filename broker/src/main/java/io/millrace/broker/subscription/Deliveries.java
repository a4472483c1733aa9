package io.millrace.broker.subscription;

import io.millrace.broker.message.Message;
import io.millrace.broker.subscription.SubscriptionTrie.Match;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one event loop has to deliver from one block, in the block's order. */
final class Deliveries {
  private final List<Message> messages = new ArrayList<>();
  private final List<Match> matches = new ArrayList<>();
  private long bytes;

  void add(Message message, Match match) {
    messages.add(message);
    matches.add(match);
    bytes += message.payloadLength();
  }

  int size() {
    return messages.size();
  }

  long bytes() {
    return bytes;
  }

  /** On the event loop. */
  void deliver() {
    Set<Subscriber> touched = new LinkedHashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      Match match = matches.get(i);
      match.subscriber().deliver(messages.get(i), match.subscriptions());
      touched.add(match.subscriber());
    }
    touched.forEach(Subscriber::endOfDeliveries);
  }
}
