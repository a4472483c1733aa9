package io.millrace.broker.codec;

import io.millrace.broker.protocol.ProtocolVersion;
import io.millrace.broker.protocol.ReasonCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the packets that a server sends, but for PUBLISH ({@link PublishWriter}). Each method
 * returns a buffer that the caller owns. Thread-safe.
 */
public final class PacketWriter {
  private static final int SHORT_PACKET_BYTES = 64;
  private static final int REASON_STRING = 0x1f;
  private static final int SESSION_PRESENT = 0x01;

  private PacketWriter() {}

  /**
   * CONNACK of MQTT 3.1.1 (3.2), also for clients whose version is not spoken.
   *
   * @param returnCode 0 to 5
   */
  public static ByteBuf connAckV3(ByteBufAllocator alloc, boolean sessionPresent, int returnCode) {
    ByteBuf out = alloc.buffer(4);
    out.writeByte(PacketType.CONNACK.firstByte());
    out.writeByte(2);
    out.writeByte(sessionPresent ? SESSION_PRESENT : 0);
    out.writeByte(returnCode);
    return out;
  }

  /** CONNACK of MQTT 5 (3.2). */
  public static ByteBuf connAckV5(
      ByteBufAllocator alloc,
      boolean sessionPresent,
      ReasonCode reason,
      @Nullable ServerLimits limits,
      @Nullable String reasonString) {
    ByteBuf properties = alloc.buffer(SHORT_PACKET_BYTES);
    try {
      if (limits != null) {
        limits.writeTo(properties);
      }
      writeReasonString(properties, reasonString);
      ByteBuf body = alloc.buffer(properties.readableBytes() + SHORT_PACKET_BYTES);
      body.writeByte(sessionPresent ? SESSION_PRESENT : 0);
      body.writeByte(reason.code());
      VariableInt.write(body, properties.readableBytes());
      body.writeBytes(properties);
      return packet(alloc, PacketType.CONNACK.firstByte(), body);
    } finally {
      properties.release();
    }
  }

  /**
   * SUBACK or UNSUBACK (3.9, 3.11).
   *
   * @param codes one for each filter; UNSUBACK of MQTT 3.1.1 has none
   * @param reasonString null for none; MQTT 5 only
   */
  public static ByteBuf subscriptionAck(
      ByteBufAllocator alloc,
      ProtocolVersion version,
      PacketType type,
      int packetId,
      List<Integer> codes,
      @Nullable String reasonString) {
    ByteBuf body = alloc.buffer(SHORT_PACKET_BYTES + codes.size());
    body.writeShort(packetId);
    if (version.isV5()) {
      writeReasonProperties(alloc, body, reasonString);
    }
    if (version.isV5() || type == PacketType.SUBACK) {
      codes.forEach(body::writeByte);
    }
    return packet(alloc, type.firstByte(), body);
  }

  /**
   * Appends PUBACK, PUBREC or PUBCOMP (3.4, 3.5, 3.7): four bytes for success, whose code may be
   * left out, and else those of MQTT 5 with the code.
   */
  public static void acknowledgement(ByteBuf out, PacketType type, int packetId, int reason) {
    out.writeByte(type.firstByte());
    if (reason == 0) {
      out.writeByte(2);
      out.writeShort(packetId);
    } else {
      out.writeByte(3);
      out.writeShort(packetId);
      out.writeByte(reason);
    }
  }

  /** PUBACK, PUBREC or PUBCOMP of MQTT 5 with a reason that a person can read. */
  public static ByteBuf refusal(
      ByteBufAllocator alloc, PacketType type, int packetId, int reason, String reasonString) {
    ByteBuf body = alloc.buffer(SHORT_PACKET_BYTES);
    body.writeShort(packetId);
    body.writeByte(reason);
    writeReasonProperties(alloc, body, reasonString);
    return packet(alloc, type.firstByte(), body);
  }

  /** DISCONNECT of MQTT 5 (3.14); servers of MQTT 3.1.1 send none. */
  public static ByteBuf disconnect(
      ByteBufAllocator alloc, ReasonCode reason, @Nullable String reasonString) {
    ByteBuf body = alloc.buffer(SHORT_PACKET_BYTES);
    body.writeByte(reason.code());
    writeReasonProperties(alloc, body, reasonString);
    return packet(alloc, PacketType.DISCONNECT.firstByte(), body);
  }

  /** PINGRESP (3.13). */
  public static ByteBuf pingResponse(ByteBufAllocator alloc) {
    return alloc.buffer(2).writeByte(PacketType.PINGRESP.firstByte()).writeByte(0);
  }

  /** Appends PUBREL for a PUBREC that we did not expect. */
  public static void release(ByteBuf out, int packetId) {
    out.writeByte(PacketType.PUBREL.firstByte());
    out.writeByte(2);
    out.writeShort(packetId);
  }

  private static void writeReasonProperties(
      ByteBufAllocator alloc, ByteBuf body, @Nullable String reasonString) {
    ByteBuf properties = alloc.buffer(SHORT_PACKET_BYTES);
    try {
      writeReasonString(properties, reasonString);
      VariableInt.write(body, properties.readableBytes());
      body.writeBytes(properties);
    } finally {
      properties.release();
    }
  }

  private static void writeReasonString(ByteBuf out, @Nullable String reasonString) {
    if (reasonString != null) {
      out.writeByte(REASON_STRING);
      writeText(out, reasonString);
    }
  }

  static void writeText(ByteBuf out, String text) {
    out.writeShort(ByteBufUtil.utf8Bytes(text));
    ByteBufUtil.writeUtf8(out, text);
  }

  private static ByteBuf packet(ByteBufAllocator alloc, int firstByte, ByteBuf body) {
    try {
      int length = body.readableBytes();
      ByteBuf out = alloc.buffer(1 + VariableInt.bytes(length) + length);
      out.writeByte(firstByte);
      VariableInt.write(out, length);
      return out.writeBytes(body);
    } finally {
      body.release();
    }
  }
}
