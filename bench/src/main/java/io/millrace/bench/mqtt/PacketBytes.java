package io.millrace.bench.mqtt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the few packets that the generator sends (MQTT 3.1.1 and 5, chapter 3). */
final class PacketBytes {
  static final byte[] PINGREQ = {(byte) 0xc0, 0};
  static final byte[] DISCONNECT = {(byte) 0xe0, 0};

  private static final int KEEP_ALIVE_S = 60;
  private static final int CLEAN = 0x02;
  private static final int HAS_PASSWORD = 0x40;
  private static final int HAS_USER_NAME = 0x80;

  private PacketBytes() {}

  static byte[] connect(
      int level, String clientId, @Nullable String userName, @Nullable String password) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    text(body, "MQTT");
    body.write(level);
    body.write(
        CLEAN | (userName == null ? 0 : HAS_USER_NAME) | (password == null ? 0 : HAS_PASSWORD));
    body.write(0);
    body.write(KEEP_ALIVE_S);
    if (level == 5) {
      body.write(0);
    }
    text(body, clientId);
    if (userName != null) {
      text(body, userName);
    }
    if (password != null) {
      text(body, password);
    }
    return packet(0x10, body);
  }

  static byte[] publish(int level, int qos, String topic, byte[] payload) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    text(body, topic);
    if (qos > 0) {
      body.write(0);
      body.write(0);
    }
    if (level == 5) {
      body.write(0);
    }
    body.writeBytes(payload);
    return packet(0x30 | qos << 1, body);
  }

  private static byte[] packet(int firstByte, ByteArrayOutputStream body) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(firstByte);
    int length = body.size();
    do {
      packet.write(length > 127 ? (length & 127) | 128 : length);
      length >>>= 7;
    } while (length > 0);
    packet.writeBytes(body.toByteArray());
    return packet.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes.length >>> 8);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }
}
