package io.millrace.broker.settings;

/**
 * Where plain TCP is served.
 *
 * @param host name or address to bind to
 * @param port 1 to 65,535; 0 for any free one
 */
public record TcpListenerSettings(String host, int port) {
  /** Loopback, on the port that IANA assigned to MQTT. */
  public static final TcpListenerSettings DEFAULTS = new TcpListenerSettings("127.0.0.1", 1883);

  public TcpListenerSettings {
    Range.check("port", port, 0, 65_535);
  }
}
