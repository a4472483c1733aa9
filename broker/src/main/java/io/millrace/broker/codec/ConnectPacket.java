package io.millrace.broker.codec;

import io.millrace.broker.protocol.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/**
 * CONNECT (3.1), with the defaults of absent properties filled in.
 *
 * @param clientId empty if the server is to assign one
 * @param cleanStart Clean Start, in MQTT 3.1.1 Clean Session
 * @param keepAliveS 0 for none
 * @param sessionExpiryS how long the session outlives the connection; {@link #NEVER_EXPIRES} for
 *     ever, as with Clean Session 0 in MQTT 3.1.1
 * @param receiveMaximum QoS 1 and 2 messages that the client takes at the same time
 * @param maximumPacketSize bytes of the largest packet that the client takes
 * @param wantsProblemInformation whether the client wants reason strings (3.1.2.11.7)
 * @param authenticationMethod null for none, the only one that we serve
 */
@SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
public record ConnectPacket(
    ProtocolVersion version,
    String clientId,
    boolean cleanStart,
    int keepAliveS,
    long sessionExpiryS,
    int receiveMaximum,
    long maximumPacketSize,
    boolean wantsProblemInformation,
    @Nullable String authenticationMethod,
    @Nullable Will will,
    @Nullable String userName,
    byte @Nullable [] password) {
  /** The session expiry interval that stands for no end (3.1.2.11.2). */
  public static final long NEVER_EXPIRES = 0xffff_ffffL;

  /** Names the client only: user name and password may be secrets. */
  @Override
  public String toString() {
    return "CONNECT " + version + " of '" + clientId + "'";
  }
}
