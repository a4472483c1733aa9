package io.millrace.broker.settings;

/**
 * Who may connect.
 *
 * @param maxConnections all together, 1 to 1,000,000; each takes a descriptor
 * @param maxConnectionsPerPrincipal of one credential, 1 to 1,000,000
 * @param connectTimeoutMs from the TCP connection to a complete CONNECT, 100 to 600,000
 * @param packetTimeoutMs from the first to the last byte of a packet, 100 to 600,000
 * @param maxKeepAliveS MQTT 5 clients that ask for more, or for none, get this, 1 to 65,535
 * @param maxClientIdChars 23 to 65,535
 */
public record ConnectionLimits(
    int maxConnections,
    int maxConnectionsPerPrincipal,
    int connectTimeoutMs,
    int packetTimeoutMs,
    int maxKeepAliveS,
    int maxClientIdChars) {
  /** As the documentation states them. */
  public static final ConnectionLimits DEFAULTS =
      new ConnectionLimits(18_000, 5_000, 10_000, 60_000, 3_600, 256);

  public ConnectionLimits {
    Range.check("maxConnections", maxConnections, 1, 1_000_000);
    Range.check("maxConnectionsPerPrincipal", maxConnectionsPerPrincipal, 1, 1_000_000);
    Range.check("connectTimeoutMs", connectTimeoutMs, 100, 600_000);
    Range.check("packetTimeoutMs", packetTimeoutMs, 100, 600_000);
    Range.check("maxKeepAliveS", maxKeepAliveS, 1, 65_535);
    Range.check("maxClientIdChars", maxClientIdChars, 23, 65_535);
  }
}
