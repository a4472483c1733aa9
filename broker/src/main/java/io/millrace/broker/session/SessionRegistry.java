package io.millrace.broker.session;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import io.millrace.broker.settings.SessionLimits;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** All sessions in memory, and who holds them. Thread-safe. */
public final class SessionRegistry {
  /**
   * A session that was opened.
   *
   * @param resumed Session Present: what it held is still there [MQTT-3.2.2-3]
   */
  public record Opening(Session session, boolean resumed) {}

  private static final class Slot {
    private @Nullable SessionClaim last;
    private @Nullable Session session;
  }

  private final SessionLimits limits;
  private final Map<SessionKey, Slot> slots = new HashMap<>();
  private final Map<String, Integer> lastingByPrincipal = new HashMap<>();
  private int lasting;

  /** No session yet. */
  public SessionRegistry(SessionLimits limits) {
    this.limits = limits;
  }

  /** Takes over what the journal tells, at the start. Open ones count as closed now. */
  public synchronized void restore(Collection<StoredSession> stored, long nowNs) {
    for (StoredSession each : stored) {
      Session session = Session.of(each, each.isOpen() ? nowNs : each.closedAtNs());
      slot(each.key()).session = session;
      count(each.key(), 1);
    }
  }

  /** Lines up for a session; whoever holds it, or waits for it, is told to go. */
  public SessionClaim claim(SessionKey key, SessionHolder holder) {
    SessionClaim before;
    SessionClaim claim;
    synchronized (this) {
      Slot slot = slot(key);
      before = slot.last;
      CompletableFuture<Void> granted =
          before == null ? CompletableFuture.completedFuture(null) : before.released();
      claim = new SessionClaim(key, holder, granted);
      slot.last = claim;
    }
    if (before != null) {
      before.holder().takenOver();
    }
    return claim;
  }

  private Slot slot(SessionKey key) {
    return slots.computeIfAbsent(key, k -> new Slot());
  }

  /**
   * Opens the session of a granted claim.
   *
   * @param expiryS how long it is to outlive the connection
   * @throws MqttException with {@link MqttError#MQTT_QUOTA_EXCEEDED} if no more sessions may
   *     outlive their connection
   */
  public synchronized Opening open(
      SessionClaim claim, boolean cleanStart, long expiryS, long nowNs) {
    Slot slot = slot(claim.key());
    Session old = slot.session;
    if (old != null && old.isExpired(nowNs)) {
      forget(slot, old);
      old = null;
    }
    boolean newcomer = expiryS > 0 && old == null;
    if (newcomer) {
      checkRoom(claim.key().principal());
    }
    boolean resumed = old != null && !cleanStart;
    Session session = old != null && !cleanStart ? old : new Session(claim.key());
    session.expiryS(expiryS);
    if (expiryS > 0 || old != null) {
      session.journaled();
    }
    if (newcomer) {
      count(claim.key(), 1);
    }
    slot.session = expiryS > 0 || old != null ? session : null;
    return new Opening(session, resumed);
  }

  private void checkRoom(String principal) {
    int own = lastingByPrincipal.getOrDefault(principal, 0);
    if (lasting >= limits.maxSessions() || own >= limits.maxSessionsPerPrincipal()) {
      throw new MqttException(
          MqttError.MQTT_QUOTA_EXCEEDED,
          "No more sessions may outlive their connection; connect with session expiry 0 (clean"
              + " session), or end sessions that are not needed.");
    }
  }

  /**
   * Ends a claim; the session, if it was opened, is detached or, if it does not outlive its
   * connection, forgotten.
   */
  public synchronized void release(SessionClaim claim, @Nullable Session session, long nowNs) {
    Slot slot = slot(claim.key());
    if (session != null && session.equals(slot.session)) {
      session.detachedAtNs(nowNs);
      if (session.expiryS() == 0) {
        forget(slot, session);
      }
    }
    if (claim.equals(slot.last)) {
      slot.last = null;
    }
    dropIfEmpty(claim.key(), slot);
    claim.release();
  }

  /** Forgets sessions that were detached for longer than they may be. */
  public synchronized void expire(long nowNs) {
    Iterator<Map.Entry<SessionKey, Slot>> all = slots.entrySet().iterator();
    while (all.hasNext()) {
      Slot slot = all.next().getValue();
      Session session = slot.session;
      if (slot.last == null && session != null && session.isExpired(nowNs)) {
        forget(slot, session);
        all.remove();
      }
    }
  }

  private void forget(Slot slot, Session session) {
    slot.session = null;
    count(session.key(), -1);
  }

  private void count(SessionKey key, int change) {
    lasting += change;
    lastingByPrincipal.merge(
        key.principal(), change, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
  }

  private void dropIfEmpty(SessionKey key, Slot slot) {
    if (slot.last == null && slot.session == null) {
      slots.remove(key);
    }
  }

  /** How many sessions outlive, or would outlive, their connection. */
  public synchronized int lasting() {
    return lasting;
  }
}
