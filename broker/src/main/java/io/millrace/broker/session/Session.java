package io.millrace.broker.session;

import io.millrace.broker.subscription.Subscription;
import io.millrace.model.time.Times;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A client's state while the process runs. Belongs to the connection whose {@link SessionClaim} was
 * granted, on its event loop; between connections to the {@link SessionRegistry}.
 */
public final class Session {
  private final SessionKey key;
  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
  private final PacketIdSet received;
  private long expiryS;
  private boolean journaled;
  private long detachedAtNs;

  Session(SessionKey key) {
    this(key, new PacketIdSet());
  }

  private Session(SessionKey key, PacketIdSet received) {
    this.key = key;
    this.received = received;
  }

  static Session of(StoredSession stored, long detachedAtNs) {
    Session session = new Session(stored.key(), PacketIdSet.of(stored.received().toBytes()));
    session.subscriptions.putAll(stored.subscriptions());
    session.expiryS = stored.expiryS();
    session.journaled = true;
    session.detachedAtNs = detachedAtNs;
    return session;
  }

  /** Whose it is. */
  public SessionKey key() {
    return key;
  }

  /** Its subscriptions by filter. */
  public Map<String, Subscription> subscriptions() {
    return subscriptions;
  }

  /** QoS 2 packet identifiers that were received and not released. */
  public PacketIdSet received() {
    return received;
  }

  /** How long it outlives its connection. */
  public long expiryS() {
    return expiryS;
  }

  /** Changes how long it outlives its connection. */
  public void expiryS(long seconds) {
    expiryS = seconds;
  }

  /**
   * Whether its facts go to the journal: it may outlive its connection, or it takes the place of
   * one that did.
   */
  public boolean isJournaled() {
    return journaled;
  }

  void journaled() {
    journaled = true;
  }

  void detachedAtNs(long ns) {
    detachedAtNs = ns;
  }

  boolean isExpired(long nowNs) {
    return (nowNs - detachedAtNs) / Times.SECOND >= expiryS;
  }
}
