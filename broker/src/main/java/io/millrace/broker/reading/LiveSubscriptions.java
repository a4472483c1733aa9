package io.millrace.broker.reading;

import io.millrace.broker.message.Message;
import io.millrace.broker.retained.RetainedMessages;
import io.millrace.broker.subscription.Subscriber;
import io.millrace.broker.subscription.Subscription;
import io.millrace.broker.subscription.SubscriptionTrie;
import io.millrace.broker.topic.TopicFilter;
import io.millrace.journal.Journal;
import io.millrace.model.time.NanoClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes subscriptions live and ends them, at one position of the journal: a subscriber gets the
 * retained messages as of that position and, live, everything behind it, so nothing is missed and
 * nothing comes twice. Thread-safe.
 */
public final class LiveSubscriptions {
  /**
   * What to subscribe to.
   *
   * @param wantsRetained whether the retained messages are wanted
   */
  public record Request(Subscription subscription, boolean wantsRetained) {}

  /** What a subscription begins with. */
  public record Retained(Subscription subscription, List<Message> messages) {}

  /** Takes the answer, on the reading thread. */
  public interface Answer {
    /**
     * The subscriptions are live.
     *
     * @param retained for each that wants them; live messages come only after this returns
     */
    void live(List<Retained> retained);

    /** They are not, and will not be. */
    void failed();
  }

  private final Journal journal;
  private final LiveReader reader;
  private final SubscriptionTrie trie;
  private final RetainedMessages retained;
  private final NanoClock clock;
  private final int most;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * No subscription yet.
   *
   * @param trie belongs to the reader's thread from now on
   * @param most how many there may be
   */
  public LiveSubscriptions(
      Journal journal,
      LiveReader reader,
      SubscriptionTrie trie,
      RetainedMessages retained,
      NanoClock clock,
      int most) {
    this.journal = journal;
    this.reader = reader;
    this.trie = trie;
    this.retained = retained;
    this.clock = clock;
    this.most = most;
  }

  /** Counts one more, if there may be one. */
  public boolean reserve() {
    if (count.incrementAndGet() > most) {
      count.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Counts those of a session that is back, which were granted before. */
  public void restored(int more) {
    count.addAndGet(more);
  }

  /** Counts some less. */
  public void giveBack(int fewer) {
    count.addAndGet(-fewer);
  }

  /** How many there are. */
  public int count() {
    return count.get();
  }

  /** Makes subscriptions live once everything that is durable by now has been distributed. */
  public void add(Subscriber subscriber, List<Request> requests, Answer answer) {
    reader.whenCaughtUp(
        journal.durableEnd(),
        new ReadingAction() {
          @Override
          public void run() {
            answer.live(addNow(subscriber, requests));
          }

          @Override
          public void readingEnded() {
            answer.failed();
          }
        });
  }

  private List<Retained> addNow(Subscriber subscriber, List<Request> requests) {
    List<Retained> begin = new ArrayList<>();
    if (subscriber.isEnded()) {
      return begin;
    }
    for (Request request : requests) {
      Subscription subscription = request.subscription();
      trie.add(subscriber, subscription);
      if (request.wantsRetained()) {
        List<Message> messages = retained.match(subscription.filter(), clock.nowNs());
        begin.add(new Retained(subscription, messages));
      }
    }
    return begin;
  }

  /**
   * Ends subscriptions.
   *
   * @param done runs on the reading thread when nothing more will be delivered for them
   */
  public void remove(Subscriber subscriber, List<TopicFilter> filters, Runnable done) {
    reader.whenCaughtUp(
        journal.durableEnd(),
        new ReadingAction() {
          @Override
          public void run() {
            filters.forEach(filter -> trie.remove(subscriber, filter));
            done.run();
          }

          @Override
          public void readingEnded() {
            done.run();
          }
        });
  }
}
