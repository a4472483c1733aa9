package io.millrace.demo.mqtt;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A packet from the server, as far as a publishing client has a use for it. */
sealed interface ServerPacket {
  /**
   * The answer to CONNECT.
   *
   * @param code 0 if the server agrees
   * @param receiveMaximum how many messages may be unacknowledged
   */
  record ConnectAcknowledged(int code, int receiveMaximum) implements ServerPacket {}

  /**
   * A message is stored.
   *
   * @param reason from 0x80 on it is not
   */
  record PublishAcknowledged(int packetId, int reason) implements ServerPacket {}

  /** The server is still there. */
  record PingResponse() implements ServerPacket {}

  /** The server ends the connection (version 5). */
  record Disconnected(int reason) implements ServerPacket {}

  int DEFAULT_RECEIVE_MAXIMUM = 65_535;

  /** Nothing that a server sends to a publishing client is longer. */
  int LONGEST = 16_384;

  /**
   * Reads the next packet.
   *
   * @throws IOException if the connection ends or the bytes are no packet that a server may send
   */
  static ServerPacket read(DataInputStream in, MqttVersion version) throws IOException {
    int type = in.readUnsignedByte();
    byte[] body = new byte[remainingLength(in)];
    in.readFully(body);
    ByteBuffer bytes = ByteBuffer.wrap(body);
    boolean five = version == MqttVersion.V5;
    try {
      return switch (type) {
        case 0x20 -> {
          bytes.get(); // session present: we always begin anew
          int code = bytes.get() & 0xFF;
          yield new ConnectAcknowledged(
              code, five && bytes.hasRemaining() ? receiveMaximum(bytes) : DEFAULT_RECEIVE_MAXIMUM);
        }
        case 0x40 -> {
          int packetId = bytes.getShort() & 0xFFFF;
          yield new PublishAcknowledged(packetId, bytes.hasRemaining() ? bytes.get() & 0xFF : 0);
        }
        case 0xD0 -> new PingResponse();
        case 0xE0 -> new Disconnected(bytes.hasRemaining() ? bytes.get() & 0xFF : 0);
        default ->
            throw new IOException(
                "The server sent a packet of type 0x" + Integer.toHexString(type) + ".");
      };
    } catch (BufferUnderflowException e) {
      throw new IOException("The server sent a packet that is too short.", e);
    }
  }

  private static int remainingLength(DataInputStream in) throws IOException {
    int length = 0;
    for (int shift = 0; shift <= 21; shift += 7) {
      int digit = in.read();
      if (digit < 0) {
        throw new EOFException("The connection ended within a packet.");
      }
      length |= (digit & 0x7F) << shift;
      if (digit < 0x80) {
        if (length > LONGEST) {
          throw new IOException("The server sent a packet of " + length + " bytes.");
        }
        return length;
      }
    }
    throw new IOException("The server sent a packet with a malformed length.");
  }

  /** Goes through the properties of CONNACK (MQTT 5.0, 3.2.2.3) for the one that matters here. */
  private static int receiveMaximum(ByteBuffer bytes) throws IOException {
    int end = propertiesEnd(bytes);
    int maximum = DEFAULT_RECEIVE_MAXIMUM;
    while (bytes.position() < end) {
      int property = bytes.get();
      switch (property) {
        case 0x21 -> maximum = bytes.getShort() & 0xFFFF;
        case 0x13, 0x22 -> bytes.getShort();
        case 0x11, 0x27 -> bytes.getInt();
        case 0x24, 0x25, 0x28, 0x29, 0x2A -> bytes.get();
        case 0x12, 0x15, 0x16, 0x1A, 0x1C, 0x1F -> text(bytes);
        case 0x26 -> {
          text(bytes);
          text(bytes);
        }
        default -> throw new IOException("CONNACK has the unknown property " + property + ".");
      }
    }
    return maximum;
  }

  private static int propertiesEnd(ByteBuffer bytes) {
    int length = 0;
    for (int shift = 0; shift <= 21; shift += 7) {
      int digit = bytes.get();
      length |= (digit & 0x7F) << shift;
      if (digit >= 0) {
        break;
      }
    }
    return bytes.position() + length;
  }

  private static String text(ByteBuffer bytes) {
    byte[] text = new byte[bytes.getShort() & 0xFFFF];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
