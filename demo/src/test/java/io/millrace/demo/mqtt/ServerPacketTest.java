package io.millrace.demo.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerPacketTest {
  private static ServerPacket read(MqttVersion version, int... bytes) throws IOException {
    byte[] packet = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      packet[i] = (byte) bytes[i];
    }
    return ServerPacket.read(new DataInputStream(new ByteArrayInputStream(packet)), version);
  }

  @Test
  void connack_of_version_3_1_1() throws IOException {
    assertThat(read(MqttVersion.V3_1_1, 0x20, 2, 0, 5))
        .isEqualTo(new ServerPacket.ConnectAcknowledged(5, 65_535));
  }

  @Test
  void connack_of_version_5_with_properties() throws IOException {
    // Maximum packet size, reason string "ok", receive maximum 20, user property a=b.
    assertThat(
            read(
                MqttVersion.V5,
                0x20,
                23,
                0,
                0,
                20,
                0x27,
                0,
                1,
                0,
                0,
                0x1F,
                0,
                2,
                'o',
                'k',
                0x21,
                0,
                20,
                0x26,
                0,
                1,
                'a',
                0,
                1,
                'b'))
        .isEqualTo(new ServerPacket.ConnectAcknowledged(0, 20));
  }

  @Test
  void puback_with_and_without_reason() throws IOException {
    assertThat(read(MqttVersion.V3_1_1, 0x40, 2, 1, 2))
        .isEqualTo(new ServerPacket.PublishAcknowledged(258, 0));
    assertThat(read(MqttVersion.V5, 0x40, 4, 1, 2, 0x97, 0))
        .isEqualTo(new ServerPacket.PublishAcknowledged(258, 0x97));
  }

  @Test
  void what_a_server_must_not_send_is_refused() {
    assertThatIOException().isThrownBy(() -> read(MqttVersion.V5, 0x30, 0));
    assertThatIOException().isThrownBy(() -> read(MqttVersion.V5, 0x40, 1, 1));
    assertThatIOException().isThrownBy(() -> read(MqttVersion.V5, 0x40, 0xFF, 0xFF, 0xFF, 0xFF));
    assertThatIOException().isThrownBy(() -> read(MqttVersion.V5, 0x40, 0xFF, 0xFF, 0x7F));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void random_bytes_are_a_packet_or_an_error_of_the_connection(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 2) {
        bytes[0] = (byte) (new int[] {0x20, 0x40, 0xD0, 0xE0}[random.nextInt(4)]);
        bytes[1] = (byte) random.nextInt(40);
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      try {
        assertThat(ServerPacket.read(in, MqttVersion.V5)).isNotNull();
      } catch (IOException e) {
        assertThat(e).isNotNull();
      }
    }
  }
}
