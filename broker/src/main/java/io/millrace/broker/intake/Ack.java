package io.millrace.broker.intake;

import io.millrace.broker.protocol.ReasonCode;

/**
 * An acknowledgement that waits for its turn, in an {@code int}, so that a connection with a
 * thousand of them holds one array.
 *
 * <pre>
 * bit  31    24 23       16 15              0
 *        kind   reason code   packet identifier
 * </pre>
 */
public final class Ack {
  private static final int KIND_SHIFT = 24;
  private static final int REASON_SHIFT = 16;
  private static final int BYTE_MASK = 0xff;
  private static final int ID_MASK = 0xffff;
  private static final Kind[] KINDS = Kind.values();

  private Ack() {}

  /** What is acknowledged. */
  public enum Kind {
    /** PUBACK. */
    PUBLISHED(0),
    /** PUBREC for a message that was not known before. */
    RECEIVED(1),
    /** PUBREC for a message that is stored, or about to be, already. */
    RECEIVED_AGAIN(2),
    /** PUBCOMP for the release of a known identifier. */
    RELEASED(3),
    /** PUBCOMP for an identifier that is not known. */
    RELEASED_UNKNOWN(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /** An acknowledgement of success. */
  public static int of(Kind kind, int packetId) {
    return of(kind, packetId, ReasonCode.SUCCESS);
  }

  /** An acknowledgement with a reason code, which only MQTT 5 can tell. */
  public static int of(Kind kind, int packetId, ReasonCode reason) {
    return kind.code << KIND_SHIFT | reason.code() << REASON_SHIFT | packetId;
  }

  /** What is acknowledged. */
  public static Kind kind(int ack) {
    return KINDS[ack >>> KIND_SHIFT];
  }

  /** The reason code's byte. */
  public static int reason(int ack) {
    return ack >>> REASON_SHIFT & BYTE_MASK;
  }

  /** Whether the message is refused, whatever becomes of the batch. */
  public static boolean isRefusal(int ack) {
    return reason(ack) >= ReasonCode.FIRST_FAILURE;
  }

  /** The packet identifier. */
  public static int packetId(int ack) {
    return ack & ID_MASK;
  }
}
