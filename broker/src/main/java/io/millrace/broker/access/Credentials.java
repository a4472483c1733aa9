package io.millrace.broker.access;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a client shows in CONNECT. Devices carry a token: as the password with any user name, or,
 * where a device can give only one of both, as the user name without a password.
 *
 * @param clientId as sent, empty if the server is to assign one
 * @param userName null if not given
 * @param password null if not given; read only
 * @param peer where the connection comes from
 */
@SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
public record Credentials(
    String clientId,
    @Nullable String userName,
    byte @Nullable [] password,
    InetSocketAddress peer) {

  /** The token: the password if there is one, else the user name; null if neither is there. */
  public @Nullable String token() {
    return password == null ? userName : new String(password, StandardCharsets.UTF_8);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "credentials of '" + clientId + "' from " + peer;
  }
}
