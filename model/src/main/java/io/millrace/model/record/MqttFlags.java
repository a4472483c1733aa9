package io.millrace.model.record;

/**
 * The protocol flags of records that came by MQTT (an origin's protocol begins with {@code mqtt/}).
 *
 * <pre>
 * bit  31            16 15       8 7     4   3    2      1 0
 *      packet identifier  zero      kind    dup  retain  QoS
 * </pre>
 *
 * The packet identifier is that of the PUBLISH or PUBREL, 0 for QoS 0. The kind is a {@link
 * RecordKind}.
 */
public final class MqttFlags {
  private static final int QOS_MASK = 0x3;
  private static final int RETAIN = 0x4;
  private static final int DUP = 0x8;
  private static final int PACKET_ID_SHIFT = 16;

  private MqttFlags() {}

  /**
   * The flags of a message.
   *
   * @param qos 0 to 2
   * @param packetId 0 for QoS 0, else 1 to 65,535
   */
  public static int message(int qos, boolean retain, boolean dup, int packetId) {
    return packetId << PACKET_ID_SHIFT | (dup ? DUP : 0) | (retain ? RETAIN : 0) | qos;
  }

  /** The flags of the release of a QoS 2 packet identifier. */
  public static int released(int packetId) {
    return packetId << PACKET_ID_SHIFT | RecordKind.RELEASED.flag();
  }

  /** The QoS with which the message was published, 0 to 2. */
  public static int qos(int flags) {
    return flags & QOS_MASK;
  }

  /** Whether the message was published to be retained. */
  public static boolean retain(int flags) {
    return (flags & RETAIN) != 0;
  }

  /** Whether the sender marked the packet as sent again. */
  public static boolean dup(int flags) {
    return (flags & DUP) != 0;
  }

  /** The packet identifier, 0 to 65,535. */
  public static int packetId(int flags) {
    return flags >>> PACKET_ID_SHIFT;
  }
}
