package io.millrace.broker.session;

import io.millrace.broker.message.BlockMessages;
import io.millrace.broker.state.StatePart;
import io.millrace.journal.Block;
import io.millrace.journal.Loss;
import io.millrace.journal.Origin;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import io.millrace.model.record.MqttFlags;
import io.millrace.model.record.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that outlive their connection, as a fold of the live lane. It is what a crash
 * leaves: while the process runs, connections go by the {@link Session}s in memory, which are ahead
 * of it. Confined to the reading thread.
 */
public final class SessionFold implements StatePart {
  private static final byte[] KEY_PREFIX = "session/".getBytes(StandardCharsets.UTF_8);
  private static final int EXACTLY_ONCE = 2;

  private final Map<SessionKey, StoredSession> sessions = new HashMap<>();
  private final Map<Long, StoredSession> openByEpoch = new HashMap<>();
  private final Set<SessionKey> changed = new LinkedHashSet<>();
  private long newestReceiveNs;

  /** The sessions. */
  public Collection<StoredSession> sessions() {
    return sessions.values();
  }

  @Override
  public void restore(StateReader stored) {
    sessions.clear();
    openByEpoch.clear();
    changed.clear();
    stored.scan(
        KEY_PREFIX,
        (key, value) -> {
          StoredSession session = StoredSession.decode(value);
          sessions.put(session.key(), session);
          if (session.isOpen()) {
            openByEpoch.put(session.origin().connectionEpoch(), session);
          }
        });
  }

  @Override
  public void apply(Block block) {
    newestReceiveNs = Math.max(newestReceiveNs, block.receiveTimeNs(block.size() - 1));
    for (int i = 0; i < block.size(); i++) {
      int flags = block.flags(i);
      if (!RecordKind.isMessage(flags)) {
        fact(block, i, flags);
      } else if (MqttFlags.qos(flags) == EXACTLY_ONCE && MqttFlags.packetId(flags) != 0) {
        received(block, i, MqttFlags.packetId(flags));
      }
    }
  }

  private void fact(Block block, int i, int flags) {
    Origin origin = block.origins().get(block.originIndex(i));
    if (!BlockMessages.isMqtt(origin)) {
      return;
    }
    byte[] payload =
        Arrays.copyOfRange(block.payloads(), block.payloadStart(i), block.payloadEnd(i));
    RecordKind kind = RecordKind.of(flags);
    if (kind == RecordKind.SESSION_OPENED) {
      opened(origin, SessionFact.opened(payload));
      return;
    }
    StoredSession session = openByEpoch.get(origin.connectionEpoch());
    if (session == null) {
      return;
    }
    changed.add(session.key());
    switch (kind) {
      case SESSION_CLOSED -> closed(session, SessionFact.closed(payload), block.receiveTimeNs(i));
      case SUBSCRIBED ->
          SessionFact.subscribed(payload)
              .subscriptions()
              .forEach(each -> session.subscriptions().put(each.filter().text(), each));
      case UNSUBSCRIBED ->
          SessionFact.unsubscribed(payload).filters().forEach(session.subscriptions()::remove);
      case RELEASED -> session.received().remove(MqttFlags.packetId(flags));
      case MESSAGE, SESSION_OPENED -> throw new AssertionError(kind);
    }
  }

  private void opened(Origin origin, SessionFact.Opened opened) {
    SessionKey key = new SessionKey(origin.principal(), opened.clientId());
    StoredSession session = sessions.get(key);
    if (session != null) {
      openByEpoch.remove(session.origin().connectionEpoch());
    }
    if (session == null || !opened.resumed()) {
      session = new StoredSession(key, origin);
    }
    session.opened(origin, opened.expiryS());
    sessions.put(key, session);
    openByEpoch.put(origin.connectionEpoch(), session);
    changed.add(key);
  }

  private void closed(StoredSession session, SessionFact.Closed closed, long atNs) {
    openByEpoch.remove(session.origin().connectionEpoch());
    session.closed(closed.expiryS(), atNs);
    if (closed.expiryS() == 0) {
      sessions.remove(session.key());
    }
  }

  private void received(Block block, int i, int packetId) {
    Origin origin = block.origins().get(block.originIndex(i));
    StoredSession session = openByEpoch.get(origin.connectionEpoch());
    if (session != null && BlockMessages.isMqtt(origin)) {
      session.received().add(packetId);
      changed.add(session.key());
    }
  }

  /**
   * Nobody can say what a session holds of which facts are missing, so all end: their clients are
   * told Session Present 0 and begin anew.
   */
  @Override
  public void lost(Loss loss) {
    changed.addAll(sessions.keySet());
    sessions.clear();
    openByEpoch.clear();
  }

  @Override
  public void save(StateWriter writes) {
    // Time is that of the newest record, so that folding again gives the same.
    List<SessionKey> expired =
        sessions.values().stream()
            .filter(session -> session.isExpired(newestReceiveNs))
            .map(StoredSession::key)
            .toList();
    expired.forEach(sessions::remove);
    changed.addAll(expired);
    for (SessionKey key : changed) {
      @Nullable StoredSession session = sessions.get(key);
      if (session == null) {
        writes.delete(storeKey(key));
      } else {
        writes.put(storeKey(key), session.encode());
      }
    }
    changed.clear();
  }

  /** The length of the principal keeps principal and client id apart. */
  private static byte[] storeKey(SessionKey key) {
    String text =
        new String(KEY_PREFIX, StandardCharsets.UTF_8)
            + key.principal().length()
            + '/'
            + key.principal()
            + '/'
            + key.clientId();
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
