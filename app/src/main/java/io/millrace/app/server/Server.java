package io.millrace.app.server;

/** A server that is built and not yet started. */
@FunctionalInterface
public interface Server {
  /**
   * Starts. Returns as soon as the sockets are bound; {@link ServerHandle#ready} says when the
   * server serves. Called once.
   *
   * @throws io.millrace.model.error.MillraceException with a sentence for the user when it cannot
   *     start (a port in use, a damaged registry); everything that was opened is closed again
   */
  ServerHandle start();
}
