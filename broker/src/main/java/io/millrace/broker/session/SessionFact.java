package io.millrace.broker.session;

import io.millrace.broker.state.StateInput;
import io.millrace.broker.state.StateOutput;
import io.millrace.broker.subscription.Subscription;
import io.millrace.broker.topic.TopicFilter;
import io.millrace.journal.Channel;
import io.millrace.model.record.RecordKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened to a session that outlives its connection, as a record of the journal. The record's
 * origin tells the principal and the connection; only {@link Opened} names the client. The release
 * of a packet identifier is one of these facts too, but has no payload. See {@code docs/mqtt.md}.
 */
public sealed interface SessionFact {
  /** The channel of all these records. No client can publish there (4.7.2). */
  Channel CHANNEL = new Channel("$session", "");

  /**
   * A client connected.
   *
   * @param resumed whether the session that was there goes on; else a new one begins
   * @param expiryS how long it outlives its connection; 0 ends what was there
   */
  record Opened(String clientId, boolean resumed, long expiryS) implements SessionFact {}

  /**
   * The connection ended.
   *
   * @param expiryS how long the session lives from now on
   */
  record Closed(long expiryS) implements SessionFact {}

  /** Subscriptions were granted. */
  record Subscribed(List<Subscription> subscriptions) implements SessionFact {}

  /** Subscriptions were given up. */
  record Unsubscribed(List<String> filters) implements SessionFact {}

  /** The kind of the record. */
  default RecordKind kind() {
    return switch (this) {
      case Opened opened -> RecordKind.SESSION_OPENED;
      case Closed closed -> RecordKind.SESSION_CLOSED;
      case Subscribed subscribed -> RecordKind.SUBSCRIBED;
      case Unsubscribed unsubscribed -> RecordKind.UNSUBSCRIBED;
    };
  }

  /** The payload of the record. */
  default byte[] encode() {
    StateOutput out = new StateOutput(Form.NUMBER);
    switch (this) {
      case Opened opened ->
          out.text(opened.clientId).flag(opened.resumed).bigNumber(opened.expiryS);
      case Closed closed -> out.bigNumber(closed.expiryS);
      case Subscribed subscribed -> {
        out.number(subscribed.subscriptions.size());
        subscribed.subscriptions.forEach(subscription -> Form.write(out, subscription));
      }
      case Unsubscribed unsubscribed -> {
        out.number(unsubscribed.filters.size());
        unsubscribed.filters.forEach(out::text);
      }
    }
    return out.toBytes();
  }

  /** Reads the payload of a record of {@link RecordKind#SESSION_OPENED}. */
  static Opened opened(byte[] payload) {
    StateInput in = new StateInput(payload, Form.NUMBER);
    Opened opened = new Opened(in.text(), in.flag(), in.bigNumber());
    in.end();
    return opened;
  }

  /** Reads the payload of a record of {@link RecordKind#SESSION_CLOSED}. */
  static Closed closed(byte[] payload) {
    StateInput in = new StateInput(payload, Form.NUMBER);
    Closed closed = new Closed(in.bigNumber());
    in.end();
    return closed;
  }

  /** Reads the payload of a record of {@link RecordKind#SUBSCRIBED}. */
  static Subscribed subscribed(byte[] payload) {
    StateInput in = new StateInput(payload, Form.NUMBER);
    List<Subscription> subscriptions = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      subscriptions.add(Form.read(in));
    }
    in.end();
    return new Subscribed(subscriptions);
  }

  /** Reads the payload of a record of {@link RecordKind#UNSUBSCRIBED}. */
  static Unsubscribed unsubscribed(byte[] payload) {
    StateInput in = new StateInput(payload, Form.NUMBER);
    List<String> filters = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      filters.add(in.text());
    }
    in.end();
    return new Unsubscribed(filters);
  }

  /** How a subscription is written, here and in the stored session. */
  final class Form {
    static final int NUMBER = 1;
    private static final int MAX_LEVELS = 128;

    private Form() {}

    static void write(StateOutput out, Subscription subscription) {
      out.text(subscription.filter().text())
          .number(subscription.id())
          .flag(subscription.noLocal())
          .flag(subscription.retainAsPublished());
    }

    static Subscription read(StateInput in) {
      return new Subscription(
          TopicFilter.parse(in.text(), MAX_LEVELS), in.number(), in.flag(), in.flag());
    }
  }
}
