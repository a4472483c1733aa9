package io.millrace.broker.session;

/** A connection that holds, or waits for, a session. */
public interface SessionHolder {
  /**
   * Another connection claims the session [MQTT-3.1.4-3]: close, and release the claim when all
   * that was received is settled. May be called by any thread, and repeatedly.
   */
  void takenOver();
}
