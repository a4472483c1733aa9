package io.millrace.demo.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes packets (MQTT 3.1.1 and 5.0, chapters 2 and 3). */
final class PacketWriter {
  private static final int CONNECT = 0x10;
  private static final int PUBLISH_QOS_1 = 0x32;
  private static final int PINGREQ = 0xC0;
  private static final int DISCONNECT = 0xE0;
  private static final int CLEAN_WITH_USER_AND_PASSWORD = 0xC2;
  private static final int CONTENT_TYPE = 0x03;

  private final OutputStream out;
  private final boolean five;

  PacketWriter(OutputStream out, MqttVersion version) {
    this.out = out;
    this.five = version == MqttVersion.V5;
  }

  void connect(MqttLogin login) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(body);
    text(data, "MQTT");
    data.writeByte(login.version().level());
    data.writeByte(CLEAN_WITH_USER_AND_PASSWORD);
    data.writeShort((int) login.keepAlive().toSeconds());
    if (five) {
      data.writeByte(0);
    }
    text(data, login.clientId());
    text(data, login.username());
    text(data, login.token());
    packet(CONNECT, body.toByteArray(), new byte[0]);
  }

  void publish(int packetId, String topic, String contentType, byte[] payload) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(head);
    text(data, topic);
    data.writeShort(packetId);
    if (five) {
      data.writeByte(3 + contentType.length());
      data.writeByte(CONTENT_TYPE);
      text(data, contentType);
    }
    packet(PUBLISH_QOS_1, head.toByteArray(), payload);
  }

  void pingRequest() throws IOException {
    packet(PINGREQ, new byte[0], new byte[0]);
  }

  void disconnect() throws IOException {
    packet(DISCONNECT, new byte[0], new byte[0]);
  }

  private void packet(int type, byte[] head, byte[] payload) throws IOException {
    out.write(type);
    int length = head.length + payload.length;
    do {
      int digit = length & 0x7F;
      length >>>= 7;
      out.write(length > 0 ? digit | 0x80 : digit);
    } while (length > 0);
    out.write(head);
    out.write(payload);
  }

  private static void text(DataOutputStream data, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeShort(bytes.length);
    data.write(bytes);
  }
}
