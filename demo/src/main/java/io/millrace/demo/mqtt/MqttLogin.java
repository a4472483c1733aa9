package io.millrace.demo.mqtt;

import java.time.Duration;

/**
 * Who connects, and how.
 *
 * @param clientId unique on the server
 * @param username as the server wants it
 * @param token the password; never logged
 * @param keepAlive how long the connection may be silent
 */
public record MqttLogin(
    MqttVersion version, String clientId, String username, String token, Duration keepAlive) {
  @Override
  public String toString() {
    return "MqttLogin[" + version + ", " + clientId + ", " + username + "]";
  }
}
