package io.millrace.web.stream;

import io.millrace.model.time.Times;

/**
 * How streams behave.
 *
 * @param maxStreams open at a time, at least 1
 * @param maxPerPrincipal of one person or token
 * @param heartbeatNs a stream on which nothing happens says so after this
 * @param checkNs how often it is looked whether the session or token still holds, and what changed
 *     apart from values
 * @param slowNs a client that does not take an event within this is told that it missed something
 */
public record StreamSettings(
    int maxStreams, int maxPerPrincipal, long heartbeatNs, long checkNs, long slowNs) {
  /** 400 streams, 40 of one principal, 10 s, 2 s, 2 s. */
  public static final StreamSettings DEFAULT =
      new StreamSettings(400, 40, 10 * Times.SECOND, 2 * Times.SECOND, 2 * Times.SECOND);

  public StreamSettings {
    if (maxStreams < 1 || maxPerPrincipal < 1 || heartbeatNs < 1 || checkNs < 1 || slowNs < 1) {
      throw new IllegalArgumentException("Every setting of the streams is positive.");
    }
  }
}
