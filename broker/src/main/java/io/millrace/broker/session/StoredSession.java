package io.millrace.broker.session;

import io.millrace.broker.state.StateInput;
import io.millrace.broker.state.StateOutput;
import io.millrace.broker.subscription.Subscription;
import io.millrace.journal.Origin;
import io.millrace.model.id.SourceId;
import io.millrace.model.time.Times;
import java.util.LinkedHashMap;
import java.util.Map;

/** A session as the journal tells it. Confined to the reading thread. */
public final class StoredSession {
  private static final int FORM = 1;

  private final SessionKey key;
  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
  private PacketIdSet received = new PacketIdSet();
  private Origin origin;
  private long expiryS;
  private boolean open;
  private long closedAtNs;

  StoredSession(SessionKey key, Origin origin) {
    this.key = key;
    this.origin = origin;
  }

  void opened(Origin newOrigin, long newExpiryS) {
    origin = newOrigin;
    expiryS = newExpiryS;
    open = true;
  }

  void closed(long newExpiryS, long atNs) {
    expiryS = newExpiryS;
    closedAtNs = atNs;
    open = false;
  }

  /** Whose it is. */
  public SessionKey key() {
    return key;
  }

  /** Its subscriptions by filter, in the order in which they were made. */
  public Map<String, Subscription> subscriptions() {
    return subscriptions;
  }

  /** QoS 2 packet identifiers that were received and not released. */
  public PacketIdSet received() {
    return received;
  }

  /** The origin of its last connection. */
  public Origin origin() {
    return origin;
  }

  /** How long it outlives its connection. */
  public long expiryS() {
    return expiryS;
  }

  /** Whether the journal knows of no end of its last connection. */
  public boolean isOpen() {
    return open;
  }

  /** When its last connection ended, nanoseconds since the epoch. */
  public long closedAtNs() {
    return closedAtNs;
  }

  boolean isExpired(long nowNs) {
    return !open && (nowNs - closedAtNs) / Times.SECOND >= expiryS;
  }

  byte[] encode() {
    StateOutput out =
        new StateOutput(FORM)
            .text(key.principal())
            .text(key.clientId())
            .text(origin.source().toString())
            .bigNumber(origin.connectionEpoch())
            .text(origin.protocol())
            .bigNumber(expiryS)
            .flag(open)
            .bigNumber(closedAtNs)
            .bytes(received.toBytes())
            .number(subscriptions.size());
    subscriptions.values().forEach(each -> SessionFact.Form.write(out, each));
    return out.toBytes();
  }

  static StoredSession decode(byte[] bytes) {
    StateInput in = new StateInput(bytes, FORM);
    SessionKey key = new SessionKey(in.text(), in.text());
    Origin origin = new Origin(SourceId.of(in.text()), key.principal(), in.bigNumber(), in.text());
    StoredSession session = new StoredSession(key, origin);
    session.expiryS = in.bigNumber();
    session.open = in.flag();
    session.closedAtNs = in.bigNumber();
    session.received = PacketIdSet.of(in.bytes());
    for (int left = in.count(); left > 0; left--) {
      Subscription subscription = SessionFact.Form.read(in);
      session.subscriptions.put(subscription.filter().text(), subscription);
    }
    in.end();
    return session;
  }
}
