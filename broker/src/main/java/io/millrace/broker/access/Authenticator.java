package io.millrace.broker.access;

import java.util.concurrent.CompletionStage;

/** Checks the credentials of CONNECT. Thread-safe. */
public interface Authenticator {
  /**
   * Decides who the client is.
   *
   * <p>Called on an event loop, so it must return at once; work that may block belongs on another
   * thread. A stage that fails counts as <em>server unavailable</em>: nobody gets in.
   */
  CompletionStage<Admission> authenticate(Credentials credentials);
}
