package io.millrace.connectors.http.javalin;

import java.time.Duration;

/**
 * What the web server takes from the network before any route is asked.
 *
 * @param maxConnections open at once, event streams included; more wait to be accepted
 * @param idleTimeout a connection on which nothing moves ends after this
 * @param headTimeout a request's line and headers must be there this long after their first byte
 * @param maxHeadBytes most bytes of them
 */
public record ServerLimits(
    int maxConnections, Duration idleTimeout, Duration headTimeout, int maxHeadBytes) {
  /** 2,000 connections, 30 seconds, 10 seconds, 8 KiB. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(2_000, Duration.ofSeconds(30), Duration.ofSeconds(10), 8 * 1024);

  public ServerLimits {
    if (maxConnections < 1 || maxHeadBytes < 1024) {
      throw new IllegalArgumentException(
          "A server takes at least one connection, and a head of at least 1 KiB.");
    }
    if (!idleTimeout.isPositive() || !headTimeout.isPositive()) {
      throw new IllegalArgumentException("The server's time limits are positive.");
    }
  }
}
