package io.millrace.broker.connection;

import io.millrace.broker.protocol.ReasonCode;
import io.millrace.broker.session.SessionKey;
import io.millrace.broker.settings.ConnectionLimits;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who is connected, who was lately, and how many may be. Thread-safe. */
public final class ConnectionDirectory {
  private static final int MAX_GONE = 1_000;

  private final ConnectionLimits limits;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> byPrincipal = new HashMap<>();
  private final Map<SessionKey, ClientInfo.Gone> gone =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionKey, ClientInfo.Gone> eldest) {
          return size() > MAX_GONE;
        }
      };
  private final Set<ConnectFlow> lettingIn = ConcurrentHashMap.newKeySet();
  private int admitted;

  /** Nobody is connected. */
  public ConnectionDirectory(ConnectionLimits limits) {
    this.limits = limits;
  }

  /** Counts a connection whose credentials were accepted; null, or why it may not go on. */
  synchronized @Nullable ReasonCode admit(String principal) {
    int own = byPrincipal.getOrDefault(principal, 0);
    if (admitted >= limits.maxConnections()) {
      return ReasonCode.SERVER_BUSY;
    }
    if (own >= limits.maxConnectionsPerPrincipal()) {
      return ReasonCode.QUOTA_EXCEEDED;
    }
    admitted++;
    byPrincipal.put(principal, own + 1);
    return null;
  }

  /** Counts the end of an admitted connection. */
  synchronized void dismiss(String principal) {
    admitted--;
    byPrincipal.merge(principal, -1, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
  }

  void opened(Connection connection, SessionKey key) {
    open.add(connection);
    synchronized (this) {
      gone.remove(key);
    }
  }

  void ended(Connection connection, SessionKey key, ClientInfo.Gone how) {
    open.remove(connection);
    synchronized (this) {
      gone.remove(key);
      gone.put(key, how);
    }
  }

  /** From here until {@link #letIn} a client may have been admitted and is not {@link #open}. */
  void lettingIn(ConnectFlow flow) {
    lettingIn.add(flow);
  }

  /** The client is open, or will never be. */
  void letIn(ConnectFlow flow) {
    lettingIn.remove(flow);
  }

  /**
   * Tells those who are being let in that a principal's permissions or credential have changed.
   * Comes before a look at the {@link #open} ones, so that nobody is missed between.
   */
  public void revoked(String principal) {
    lettingIn.forEach(flow -> flow.revoked(principal));
  }

  /** The open connections. */
  public Collection<Connection> open() {
    return open;
  }

  /** The clients that went last, newest last; bounded. */
  public synchronized List<ClientInfo.Gone> gone() {
    return List.copyOf(gone.values());
  }
}
