package io.millrace.broker.protocol;

/**
 * Reason codes of MQTT 5 (2.4), and for refused connections the return codes of MQTT 3.1.1
 * (3.2.2.3) that come closest.
 */
public enum ReasonCode {
  /** Also <em>normal disconnection</em> and <em>granted QoS 0</em>. */
  SUCCESS(0x00, 0),
  DISCONNECT_WITH_WILL(0x04),
  NO_SUBSCRIPTION_EXISTED(0x11),
  UNSPECIFIED_ERROR(0x80),
  MALFORMED_PACKET(0x81),
  PROTOCOL_ERROR(0x82),
  IMPLEMENTATION_SPECIFIC_ERROR(0x83),
  UNSUPPORTED_PROTOCOL_VERSION(0x84, 1),
  CLIENT_IDENTIFIER_NOT_VALID(0x85, 2),
  BAD_USER_NAME_OR_PASSWORD(0x86, 4),
  NOT_AUTHORIZED(0x87, 5),
  SERVER_UNAVAILABLE(0x88),
  SERVER_BUSY(0x89),
  SERVER_SHUTTING_DOWN(0x8b),
  BAD_AUTHENTICATION_METHOD(0x8c, 5),
  KEEP_ALIVE_TIMEOUT(0x8d),
  SESSION_TAKEN_OVER(0x8e),
  TOPIC_FILTER_INVALID(0x8f),
  TOPIC_NAME_INVALID(0x90),
  PACKET_IDENTIFIER_NOT_FOUND(0x92),
  RECEIVE_MAXIMUM_EXCEEDED(0x93),
  TOPIC_ALIAS_INVALID(0x94),
  PACKET_TOO_LARGE(0x95),
  QUOTA_EXCEEDED(0x97),
  ADMINISTRATIVE_ACTION(0x98),
  SHARED_SUBSCRIPTIONS_NOT_SUPPORTED(0x9e),
  MAXIMUM_CONNECT_TIME(0xa0);

  /** Codes from here on say that something failed. */
  public static final int FIRST_FAILURE = 0x80;

  private static final int V3_SERVER_UNAVAILABLE = 3;

  private final int code;
  private final int connectReturnCode;

  ReasonCode(int code) {
    this(code, V3_SERVER_UNAVAILABLE);
  }

  ReasonCode(int code, int connectReturnCode) {
    this.code = code;
    this.connectReturnCode = connectReturnCode;
  }

  /** The byte on the wire, 0 to 255. */
  public int code() {
    return code;
  }

  /** The CONNACK return code of MQTT 3.1.1 for a connection that is refused for this reason. */
  public int connectReturnCode() {
    return connectReturnCode;
  }

  /** Whether it says that something failed. */
  public boolean isFailure() {
    return code >= FIRST_FAILURE;
  }
}
