package io.millrace.app.server;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A server that runs. Thread-safe. */
public interface ServerHandle extends AutoCloseable {
  /** Where it listens; ports are the real ones. */
  ServerAddresses addresses();

  /**
   * Completes when the server serves: the journal is replayed as far as needed and every front
   * accepts. Completes exceptionally when it will never be.
   */
  CompletableFuture<Void> ready();

  /**
   * A single-use link that sets the first password, while nobody has one; empty afterwards. A
   * secret: printed to the person who started the server, never logged.
   */
  Optional<URI> firstPasswordLink();

  /**
   * Stops taking in, writes out what is acknowledged or queued, closes. Blocks until done; the
   * caller bounds the time. May be called while not yet ready, and again, when it does nothing.
   */
  @Override
  void close();
}
