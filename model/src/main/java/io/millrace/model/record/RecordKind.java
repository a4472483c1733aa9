package io.millrace.model.record;

/**
 * What a journal record of any protocol is, in four bits of its protocol flags (bits 4 to 7).
 *
 * <p>Everything but {@link #MESSAGE} is a fact that only the front that wrote it needs, to keep a
 * promise of its protocol after a crash. Decoding, counting (law 10) and forwarding skip those
 * records: they were not received as messages.
 */
public enum RecordKind {
  /** A message from a device: payload to decode, to count and to distribute. */
  MESSAGE(0),
  /** MQTT: a client opened a session that outlives its connection. */
  SESSION_OPENED(1),
  /** MQTT: the connection of such a session ended. */
  SESSION_CLOSED(2),
  /** MQTT: such a session subscribed. */
  SUBSCRIBED(3),
  /** MQTT: such a session unsubscribed. */
  UNSUBSCRIBED(4),
  /** MQTT: the release (PUBREL) of a QoS 2 packet identifier. */
  RELEASED(5);

  private static final int SHIFT = 4;
  private static final int MASK = 0xf;
  private static final RecordKind[] BY_CODE = values();

  private final int code;

  RecordKind(int code) {
    this.code = code;
  }

  /** This kind as bits of a record's protocol flags. */
  public int flag() {
    return code << SHIFT;
  }

  /** Whether flags belong to a message. The only question that most readers ask. */
  public static boolean isMessage(int protocolFlags) {
    return (protocolFlags >>> SHIFT & MASK) == 0;
  }

  /**
   * The kind that flags name.
   *
   * @throws IllegalArgumentException if they name one that this version does not know
   */
  public static RecordKind of(int protocolFlags) {
    int code = protocolFlags >>> SHIFT & MASK;
    if (code >= BY_CODE.length) {
      throw new IllegalArgumentException(
          "Kind " + code + " of a journal record is not known to this version.");
    }
    return BY_CODE[code];
  }
}
