package io.millrace.broker.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A connection's place in the line for a session. At most one claim on a session is granted at a
 * time: the next one is when the holder before has released it.
 */
public final class SessionClaim {
  private final SessionKey key;
  private final SessionHolder holder;
  private final CompletableFuture<Void> granted;
  private final CompletableFuture<Void> released = new CompletableFuture<>();

  SessionClaim(SessionKey key, SessionHolder holder, CompletableFuture<Void> granted) {
    this.key = key;
    this.holder = holder;
    this.granted = granted;
  }

  /** The session's key. */
  public SessionKey key() {
    return key;
  }

  /** Completes when the session may be opened; perhaps at once, on any thread. */
  public CompletionStage<Void> granted() {
    return granted;
  }

  SessionHolder holder() {
    return holder;
  }

  CompletableFuture<Void> released() {
    return released;
  }

  /** The next in line may go on as soon as this claim itself was granted. */
  void release() {
    granted.whenComplete((done, error) -> released.complete(null));
  }
}
