package io.millrace.connectors.http.limit;

import io.millrace.model.time.NanoClock;
import java.util.concurrent.Semaphore;

/** What one token has used of its limits. Thread-safe. */
final class TokenLimits {
  private final Pacer requests;
  private final Pacer bytes;
  private final Semaphore atOnce;

  TokenLimits(LimitSettings settings, NanoClock clock) {
    requests = new Pacer(clock, settings.requestsPerSecond(), settings.requestBurst());
    bytes = new Pacer(clock, settings.bytesPerSecond(), settings.byteBurst());
    atOnce = new Semaphore(settings.atOncePerToken());
  }

  /** Counts a request; refuses it if this or the bytes of earlier ones are too many. */
  void takeRequest() {
    long waitNs = Math.max(bytes.take(0), requests.take(1));
    if (waitNs > 0) {
      throw Refusals.tooFast(waitNs);
    }
  }

  void chargeBytes(long count) {
    bytes.charge(count);
  }

  Semaphore atOnce() {
    return atOnce;
  }
}
