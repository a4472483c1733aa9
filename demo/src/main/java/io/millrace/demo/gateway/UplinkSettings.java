package io.millrace.demo.gateway;

import java.time.Duration;

/**
 * How a gateway sends.
 *
 * @param window how many messages may be on their way without acknowledgement
 * @param timeout for a connection and for an answer
 * @param keepAlive how long an MQTT connection may be silent
 * @param firstPause limit of the pause after a first failure
 * @param longestPause limit of all pauses
 * @param refusedPause how long to wait when the server does not accept the token
 * @param maxMessages room in the outbox; how many bytes there is room for depends on the gateway
 */
public record UplinkSettings(
    int window,
    Duration timeout,
    Duration keepAlive,
    Duration firstPause,
    Duration longestPause,
    Duration refusedPause,
    int maxMessages) {
  /** What the demo uses. */
  public static final UplinkSettings DEFAULTS =
      new UplinkSettings(
          64,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMillis(500),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          20_000);

  public UplinkSettings {
    if (window < 1 || maxMessages < 1) {
      throw new IllegalArgumentException(
          "Window and room of an outbox are at least 1, not " + window + " and " + maxMessages);
    }
  }
}
