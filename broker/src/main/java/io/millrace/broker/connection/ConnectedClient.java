package io.millrace.broker.connection;

import io.millrace.broker.access.Identity;
import io.millrace.broker.codec.ConnectPacket;
import io.millrace.broker.protocol.ProtocolVersion;
import io.millrace.broker.session.Session;
import io.millrace.broker.session.SessionClaim;
import io.millrace.journal.Origin;

/**
 * What CONNECT settled, for as long as the connection lasts.
 *
 * @param clientId the client's own or the assigned one
 * @param keepAliveS the one that is used; 0 for none
 * @param origin of all its records, the same object each time
 * @param session its session
 * @param claim on the session
 * @param sessionPresent whether an earlier session goes on
 */
record ConnectedClient(
    ConnectPacket connect,
    String clientId,
    Identity identity,
    int keepAliveS,
    Origin origin,
    Session session,
    SessionClaim claim,
    boolean sessionPresent) {
  ProtocolVersion version() {
    return connect.version();
  }

  boolean isV5() {
    return version().isV5();
  }
}
