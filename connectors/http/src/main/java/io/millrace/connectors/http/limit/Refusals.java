package io.millrace.connectors.http.limit;

import io.millrace.connectors.http.error.IntakeError;
import io.millrace.connectors.http.error.IntakeException;
import io.millrace.model.time.Times;

/** What a caller is told who has met a limit. */
final class Refusals {
  private static final long BUSY_RETRY_MS = 1000;

  private Refusals() {}

  static IntakeException tooFast(long waitNs) {
    long waitMs = Math.ceilDiv(waitNs, Times.MS);
    return IntakeException.retryAfter(
        IntakeError.INGEST_TOO_FAST,
        "This token sends faster than it may. Send again in "
            + Math.ceilDiv(waitMs, 1000)
            + " seconds, with more data in fewer requests.",
        waitMs);
  }

  static IntakeException busy(String message) {
    return IntakeException.retryAfter(
        IntakeError.INGEST_BUSY, message + " Send again in a second.", BUSY_RETRY_MS);
  }
}
