package io.millrace.broker.codec;

/** Control packet types (2.1.2) and their fixed header flags (2.1.3). */
public enum PacketType {
  CONNECT(1, true, 0),
  CONNACK(2, false, 0),
  PUBLISH(3, true, 0),
  PUBACK(4, true, 0),
  PUBREC(5, true, 0),
  PUBREL(6, true, 2),
  PUBCOMP(7, true, 0),
  SUBSCRIBE(8, true, 2),
  SUBACK(9, false, 0),
  UNSUBSCRIBE(10, true, 2),
  UNSUBACK(11, false, 0),
  PINGREQ(12, true, 0),
  PINGRESP(13, false, 0),
  DISCONNECT(14, true, 0),
  AUTH(15, true, 0);

  private static final PacketType[] BY_CODE = values();
  private static final int TYPE_SHIFT = 4;
  private static final int FLAGS_MASK = 0xf;

  private final int code;
  private final boolean sentByClients;
  private final int flags;

  PacketType(int code, boolean sentByClients, int flags) {
    this.code = code;
    this.sentByClients = sentByClients;
    this.flags = flags;
  }

  /** The type in the first byte of a packet. */
  static PacketType of(int firstByte) {
    int code = firstByte >>> TYPE_SHIFT;
    if (code == 0) {
      throw Malformed.packet("Packet type 0 is reserved (2.1.2).");
    }
    return BY_CODE[code - 1];
  }

  /** The first byte of a packet of this type; a PUBLISH has flags of its own. */
  public int firstByte() {
    return code << TYPE_SHIFT | flags;
  }

  /** Refuses what no client may send and wrong flags [MQTT-2.1.3-1]. */
  void checkFromClient(int firstByte) {
    if (!sentByClients) {
      throw Malformed.protocol(this + " is sent by servers only (2.1.2).");
    }
    int given = firstByte & FLAGS_MASK;
    if (this == PUBLISH) {
      if ((given & 0x6) == 0x6) {
        throw Malformed.packet("PUBLISH has both QoS bits set [MQTT-3.3.1-4].");
      }
      if ((given & 0xe) == 0x8) {
        throw Malformed.packet("PUBLISH at QoS 0 has DUP set [MQTT-3.3.1-2].");
      }
    } else if (given != flags) {
      throw Malformed.packet(
          this + " has flags " + given + " where " + flags + " is reserved [MQTT-2.1.3-1].");
    }
  }
}
