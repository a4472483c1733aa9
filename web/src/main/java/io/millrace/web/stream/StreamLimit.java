package io.millrace.web.stream;

import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import java.util.HashMap;
import java.util.Map;

/** Counts open streams, all and by principal. Thread-safe. */
final class StreamLimit {
  private final StreamSettings settings;
  private final Map<String, Integer> byPrincipal = new HashMap<>();
  private int open;

  StreamLimit(StreamSettings settings) {
    this.settings = settings;
  }

  /** A stream that counts until it is closed. */
  interface Taken extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Lets a stream begin.
   *
   * @throws WebException with {@code STREAMS_EXHAUSTED}
   */
  synchronized Taken take(String principal) {
    int own = byPrincipal.getOrDefault(principal, 0);
    if (open >= settings.maxStreams() || own >= settings.maxPerPrincipal()) {
      throw new WebException(
          WebError.STREAMS_EXHAUSTED,
          "There are as many event streams as the server keeps. Close some, or come again later.");
    }
    open++;
    byPrincipal.put(principal, own + 1);
    return () -> release(principal);
  }

  private synchronized void release(String principal) {
    open--;
    byPrincipal.merge(principal, -1, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
  }

  synchronized int open() {
    return open;
  }
}
