package io.millrace.web.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.millrace.connectors.http.limit.Pacer;
import io.millrace.model.time.NanoClock;
import io.millrace.security.authorisation.Principal;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;

/**
 * How often a single person or program may ask, so that none of them takes the server from the
 * others. Thread-safe.
 */
public final class RequestPace {
  private static final int MOST_CALLERS = 10_000;

  /** A page asks for many things at once, and then for nothing for a while. */
  private static final long BURST_SECONDS = 5;

  private final LoadingCache<String, Pacer> callers;
  private final int perSecond;

  /**
   * @param perSecond requests per second of one caller in the long run, at least 1
   */
  public RequestPace(int perSecond, NanoClock clock) {
    this.perSecond = perSecond;
    callers =
        Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .executor(Runnable::run)
            .build(_ -> new Pacer(clock, perSecond, BURST_SECONDS * perSecond));
  }

  /**
   * Counts a request.
   *
   * @throws WebException with {@code REQUESTS_TOO_MANY} if it is one too many
   */
  public void enter(Principal caller) {
    if (callers.get(caller.name()).take(1) > 0) {
      throw new WebException(
          WebError.REQUESTS_TOO_MANY,
          "You ask more than "
              + perSecond
              + " times a second. Ask again in a second, and less often.");
    }
  }
}
