package io.millrace.broker.codec;

import io.netty.buffer.ByteBuf;

/**
 * Reads the body of one packet and never beyond it. One per connection, used again for each packet;
 * owns nothing.
 */
final class PacketBody {
  private static final int MAX_VARIABLE_BYTES = 4;
  private static final byte[] NO_BYTES = {};

  private ByteBuf buffer;
  private int at;
  private int end;

  /** A body without bytes. */
  PacketBody(ByteBuf buffer) {
    this.buffer = buffer;
  }

  /** Turns to the bytes from {@code from} to before {@code to}. */
  void wrap(ByteBuf newBuffer, int from, int to) {
    buffer = newBuffer;
    at = from;
    end = to;
  }

  ByteBuf buffer() {
    return buffer;
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  int remaining() {
    return end - at;
  }

  boolean hasRemaining() {
    return at < end;
  }

  void skip(int bytes) {
    require(bytes);
    at += bytes;
  }

  int readByte() {
    require(Byte.BYTES);
    return buffer.getUnsignedByte(at++);
  }

  int readShort() {
    require(Short.BYTES);
    int value = buffer.getUnsignedShort(at);
    at += Short.BYTES;
    return value;
  }

  long readInt() {
    require(Integer.BYTES);
    long value = buffer.getUnsignedInt(at);
    at += Integer.BYTES;
    return value;
  }

  /** A packet identifier, which is never 0 [MQTT-2.2.1-3]. */
  int readPacketId() {
    int id = readShort();
    if (id == 0) {
      throw Malformed.protocol("A packet identifier is 0 [MQTT-2.2.1-3].");
    }
    return id;
  }

  /** A variable byte integer (1.5.5), 0 to 268,435,455. */
  int readVariable() {
    int value = 0;
    for (int i = 0; i < MAX_VARIABLE_BYTES; i++) {
      int digit = readByte();
      value |= (digit & 0x7f) << (7 * i);
      if (digit < 0x80) {
        if (digit == 0 && i > 0) {
          throw Malformed.packet(
              "A variable byte integer uses more bytes than it needs [MQTT-1.5.5-1].");
        }
        return value;
      }
    }
    throw Malformed.packet("A variable byte integer has more than four bytes (1.5.5).");
  }

  byte[] readBinary() {
    int length = readShort();
    require(length);
    if (length == 0) {
      return NO_BYTES;
    }
    byte[] bytes = new byte[length];
    buffer.getBytes(at, bytes);
    at += length;
    return bytes;
  }

  String readText() {
    return Utf8.decode(readBinary());
  }

  /** Where the next {@code length} bytes end; the properties are read up to there. */
  int limit(int length) {
    require(length);
    return at + length;
  }

  void requireEnd(PacketType type) {
    if (at != end) {
      throw Malformed.packet(
          type + " has " + (end - at) + " bytes more than its fields (" + type + ").");
    }
  }

  private void require(int bytes) {
    if (end - at < bytes) {
      throw Malformed.packet("A packet ends within a field.");
    }
  }
}
