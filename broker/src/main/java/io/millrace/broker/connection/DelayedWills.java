package io.millrace.broker.connection;

import io.millrace.broker.session.SessionKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Wills that wait for their delay (MQTT 5, 3.1.3.2.2). They are in memory only: when the process is
 * killed meanwhile they are not published. Thread-safe.
 */
public final class DelayedWills {
  /** A will that waits. */
  interface Delayed {
    /** Publishes it, unless it was published or cancelled. May be called by any thread. */
    void publishNow();

    /** Drops it, unless it was published. May be called by any thread. */
    void cancel();
  }

  private final Map<SessionKey, Delayed> waiting = new ConcurrentHashMap<>();

  void add(SessionKey key, Delayed will) {
    waiting.put(key, will);
  }

  void done(SessionKey key, Delayed will) {
    waiting.remove(key, will);
  }

  /**
   * A client is back: if its session goes on its will is dropped [MQTT-3.1.3-9], if the session
   * ended the will is due.
   */
  void clientIsBack(SessionKey key, boolean resumed) {
    @Nullable Delayed will = waiting.remove(key);
    if (will != null) {
      if (resumed) {
        will.cancel();
      } else {
        will.publishNow();
      }
    }
  }

  /** The server stops: publishes what waits, rather than to lose it. */
  public void publishAll() {
    for (SessionKey key : List.copyOf(waiting.keySet())) {
      clientIsBack(key, false);
    }
  }
}
