package io.millrace.connectors.http.limit;

import io.millrace.connectors.http.limit.IntakeLimits.LaneLimits;

/** A request that was let in, and the memory that it has taken. Serves one thread. */
public final class Admission implements AutoCloseable {
  private final TokenLimits token;
  private final LaneLimits lane;
  private long bytes;

  Admission(TokenLimits token, LaneLimits lane) {
    this.token = token;
    this.lane = lane;
  }

  /**
   * Takes memory for the body; given back when this is closed.
   *
   * @throws io.millrace.connectors.http.error.IntakeException with {@code INGEST_BUSY}
   */
  public void takeMemory(long more) {
    if (!lane.bytes().take(more)) {
      throw Refusals.busy("The server holds as many bytes of requests as it takes at once.");
    }
    bytes += more;
  }

  /** Counts the bytes of the body against the token's rate. */
  public void chargeBody(long bodyBytes) {
    token.chargeBytes(bodyBytes);
  }

  @Override
  public void close() {
    lane.bytes().giveBack(bytes);
    bytes = 0;
    lane.atOnce().release();
    token.atOnce().release();
  }
}
