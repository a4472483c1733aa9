package io.millrace.broker.codec;

/**
 * DISCONNECT (3.14).
 *
 * @param reason the reason code, 0 in MQTT 3.1.1
 * @param sessionExpiryS the new session expiry interval; {@link #UNCHANGED} if none was given
 */
public record DisconnectPacket(int reason, long sessionExpiryS) {
  /** The interval of CONNECT stays. */
  public static final long UNCHANGED = -1;
}
