package io.millrace.web.route;

/** Answers a request that was found to be allowed and well formed. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers; may wait, as each request has a virtual thread.
   *
   * @throws InterruptedException if the server stops
   */
  Reply handle(ApiRequest request) throws InterruptedException;
}
