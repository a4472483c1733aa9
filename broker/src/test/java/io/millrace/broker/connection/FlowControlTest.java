package io.millrace.broker.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.settings.FlowLimits;
import io.millrace.broker.settings.PacketLimits;
import io.millrace.broker.support.FrontInABox;
import io.millrace.broker.support.RawClient;
import io.millrace.broker.support.Stored;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One client's excess is that client's own: back-pressure, rates, slow readers, large packets. */
class FlowControlTest {
  private static final int PACKET = 256 << 10;

  private final FrontInABox box =
      new FrontInABox(
          settings ->
              settings
                  .with(new PacketLimits(PACKET, 1_024, 32, 50, 8))
                  .with(
                      new FlowLimits(
                          64 << 10, 128 << 10, 2_000, 64 << 20, 64 << 10, 1 << 20, PACKET)));
  private final RawClient client = box.client();

  @AfterEach
  void close() {
    box.close();
  }

  private static String text(int bytes) {
    return "x".repeat(bytes);
  }

  @Test
  void a_connection_is_not_read_while_too_much_of_it_is_not_durable() {
    client.connect(MqttVersion.MQTT_3_1_1, "a");
    box.journal().hold();
    for (int i = 0; i < 40; i++) {
      client.publish("t", 0, 0, text(10_000));
    }
    client.sendHex("c000");

    assertThat(client.isQuiet(Duration.ofMillis(200))).isTrue();
    await()
        .untilAsserted(
            () ->
                assertThat(box.front().clients().getFirst().unacknowledgedBytes())
                    .isBetween(64 << 10, (64 << 10) + 2 * 10_000));
    box.journal().release();

    client.expect(MqttMessageType.PINGRESP);
    await().until(() -> Stored.messages(box.journal()).size() == 40);
  }

  @Test
  void an_event_loop_holds_no_more_than_its_limit_for_all_connections() {
    RawClient[] clients = new RawClient[6];
    for (int c = 0; c < clients.length; c++) {
      clients[c] = box.client();
      clients[c].connect(MqttVersion.MQTT_3_1_1, "c" + c);
    }
    box.journal().hold();
    for (RawClient each : clients) {
      for (int i = 0; i < 6; i++) {
        each.publish("t", 0, 0, text(9_000));
      }
      each.sendHex("c000");
    }

    await()
        .pollDelay(Duration.ofMillis(700))
        .untilAsserted(
            () -> {
              int sum =
                  box.front().clients().stream().mapToInt(ClientInfo::unacknowledgedBytes).sum();
              assertThat(sum).isBetween(128 << 10, (128 << 10) + 10_000);
            });
    box.journal().release();

    for (RawClient each : clients) {
      each.expect(MqttMessageType.PINGRESP);
    }
    await().until(() -> Stored.messages(box.journal()).size() == 36);
  }

  @Test
  void silence_that_the_server_itself_caused_is_no_silence() {
    client.connect(MqttVersion.MQTT_3_1_1, "a", connect -> connect.keepAlive(5));
    box.journal().hold();
    for (int i = 0; i < 20; i++) {
      client.publish("t", 0, 0, text(10_000));
    }
    await().until(() -> box.front().clients().getFirst().unacknowledgedBytes() >= 64 << 10);

    box.clock.advance(Duration.ofSeconds(60));
    assertThat(client.isQuiet(Duration.ofMillis(700))).isTrue();
    box.journal().release();

    client.ping();
  }

  @Test
  void clause_3_1_2_22_a_silent_client_is_not_kept() {
    client.connect(MqttVersion.MQTT_5, "a", connect -> connect.keepAlive(10));
    box.clock.advance(Duration.ofSeconds(12));
    client.ping();
    box.clock.advance(Duration.ofSeconds(16));

    assertThat(RawClient.disconnectReason(client.expect(MqttMessageType.DISCONNECT)))
        .isEqualTo(0x8d);
    client.expectClosed();
    await().until(() -> box.front().statistics().clients().keepAliveTimeouts() == 1);
  }

  private byte[] messages(int count) {
    byte[] one = client.encodePublish("t", "x");
    ByteBuffer all = ByteBuffer.allocate(count * one.length);
    while (all.hasRemaining()) {
      all.put(one);
    }
    return all.array();
  }

  @Test
  void who_sends_faster_than_its_rate_is_slowed_and_loses_nothing() {
    box.clock.holdStill();
    client.connect(MqttVersion.MQTT_3_1_1, "a");

    client.sendBytes(messages(5_000)).sendHex("c000");

    await().until(() -> box.front().statistics().clients().throttled() > 0);
    await().until(() -> Stored.messages(box.journal()).size() == 2_001);
    box.clock.advance(Duration.ofSeconds(1));
    await().until(() -> Stored.messages(box.journal()).size() == 4_001);
    box.clock.advance(Duration.ofSeconds(1));
    client.expect(MqttMessageType.PINGRESP);
    await().until(() -> Stored.messages(box.journal()).size() == 5_000);
  }

  @Test
  void packets_that_want_an_answer_count_like_messages() {
    box.clock.holdStill();
    client.connect(MqttVersion.MQTT_3_1_1, "a");
    RawClient calm = box.client();
    calm.connect(MqttVersion.MQTT_5, "calm");

    client.sendHex("c000".repeat(1_500)).sendHex("62020007".repeat(1_500));

    for (int i = 0; i < 1_500; i++) {
      client.expect(MqttMessageType.PINGRESP);
    }
    for (int i = 0; i < 501; i++) {
      client.expect(MqttMessageType.PUBCOMP);
    }
    assertThat(client.isQuiet(Duration.ofMillis(50))).isTrue();
    calm.ping();
    box.clock.advance(Duration.ofSeconds(1));
    for (int i = 501; i < 1_500; i++) {
      client.expect(MqttMessageType.PUBCOMP);
    }
  }

  @Test
  void what_waits_to_be_acknowledged_is_limited_also_without_payloads() {
    client.connect(MqttVersion.MQTT_3_1_1, "a");
    box.journal().hold();
    client.publish("t", 1, 1, "x");
    client.sendHex("62020007".repeat(20_000));

    await()
        .during(Duration.ofSeconds(1))
        .until(
            () -> {
              // The rate allows more and more.
              box.clock.advance(Duration.ofSeconds(1));
              int bytes = box.front().clients().getFirst().unacknowledgedBytes();
              return bytes > 60_000 && bytes < 70_000;
            });
    box.journal().release();
    client.expect(MqttMessageType.PUBACK);
    client.expect(MqttMessageType.PUBCOMP);
  }

  @Test
  void others_are_served_while_one_floods() {
    box.clock.holdStill();
    RawClient flood = box.client();
    flood.connect(MqttVersion.MQTT_3_1_1, "flood");
    client.connect(MqttVersion.MQTT_5, "calm");
    flood.sendBytes(messages(6_000));

    for (int i = 1; i <= 50; i++) {
      client.publish("calm", 1, i, "y").expect(MqttMessageType.PUBACK);
    }

    await().until(() -> Stored.messages(box.journal()).size() == 2_001 + 50);
  }

  @Test
  void clause_3_3_4_9_an_mqtt_5_client_beyond_its_receive_maximum_ends() {
    client.connect(MqttVersion.MQTT_5, "a");
    box.journal().hold();
    for (int i = 1; i <= 51; i++) {
      client.publish("t", 1, i, "x");
    }

    assertThat(RawClient.disconnectReason(client.expect(MqttMessageType.DISCONNECT)))
        .isEqualTo(0x93);
    client.expectClosed();
  }

  @Test
  void the_window_opens_again_with_each_acknowledgement() {
    client.connect(MqttVersion.MQTT_5, "a");
    for (int round = 0; round < 5; round++) {
      for (int i = 1; i <= 25; i++) {
        client.publish("t", 1, i, "x");
        client.publish("t", 2, 100 + i, "x");
      }
      for (int i = 0; i < 50; i++) {
        client.expectAny(MqttMessageType.PUBACK, MqttMessageType.PUBREC);
      }
      for (int i = 1; i <= 25; i++) {
        client.release(100 + i).expect(MqttMessageType.PUBCOMP);
      }
    }

    assertThat(Stored.messages(box.journal())).hasSize(250);
  }

  @Test
  void an_mqtt_3_client_beyond_the_window_waits_and_may_release() {
    client.connect(MqttVersion.MQTT_3_1_1, "a");
    for (int i = 1; i <= 200; i++) {
      client.publish("t", 2, i, "x");
    }
    for (int i = 1; i <= 200; i++) {
      client.expect(MqttMessageType.PUBREC);
    }
    for (int i = 1; i <= 200; i++) {
      client.release(i);
    }
    for (int i = 1; i <= 200; i++) {
      client.expect(MqttMessageType.PUBCOMP);
    }

    assertThat(Stored.messages(box.journal())).hasSize(200);
  }

  @Test
  void a_slow_subscriber_loses_messages_and_nobody_else_does() throws IOException {
    try (Socket slow = new Socket()) {
      slow.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 10);
      slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), box.port()));
      slow.getOutputStream().write(client.encodeConnect(MqttVersion.MQTT_3_1_1, "slow"));
      slow.getOutputStream().write(new byte[] {(byte) 0x82, 6, 0, 1, 0, 1, 't', 0});
      await().until(() -> box.front().statistics().subscriptions() == 1);
      client.connect(MqttVersion.MQTT_3_1_1, "quick");
      client.subscribe("t");
      RawClient publisher = box.client();
      publisher.connect(MqttVersion.MQTT_3_1_1, "publisher");

      for (int i = 0; i < 1_000; i++) {
        publisher.publish("t", 0, 0, text(8_000));
        client.expectMessage();
      }

      await().until(() -> box.front().statistics().clients().messagesDropped() > 500);
      assertThat(
              box.front().clients().stream()
                  .filter(info -> info.clientId().equals("slow"))
                  .findFirst())
          .hasValueSatisfying(info -> assertThat(info.messagesDropped()).isPositive());
    }
  }

  @Test
  void a_packet_beyond_the_limit_is_refused_before_it_has_arrived() {
    client.connect(MqttVersion.MQTT_5, "a");

    // A PUBLISH that announces ten megabytes; the fixed header is enough.
    client.sendHex("30 80ade204");

    assertThat(RawClient.disconnectReason(client.expect(MqttMessageType.DISCONNECT)))
        .isEqualTo(0x95);
    client.expectClosed();
  }

  @Test
  void large_packets_that_dawdle_wait_for_each_other_and_not_for_small_ones() {
    byte[] large = client.encodePublish("t", text(PACKET - 20));
    RawClient first = box.client();
    RawClient second = box.client();
    first.connect(MqttVersion.MQTT_3_1_1, "first");
    second.connect(MqttVersion.MQTT_3_1_1, "second");
    first.sendBytes(Arrays.copyOf(large, 1_000));
    client.connect(MqttVersion.MQTT_3_1_1, "small");
    client.ping();

    second.sendBytes(large);
    client.publish("small", 1, 1, "x").expect(MqttMessageType.PUBACK);
    assertThat(Stored.messages(box.journal())).hasSize(1);
    first.sendBytes(Arrays.copyOfRange(large, 1_000, large.length));

    await().until(() -> Stored.messages(box.journal()).size() == 3);
  }

  @Test
  void a_large_packet_that_never_ends_gives_its_place_back() {
    byte[] large = client.encodePublish("t", text(PACKET - 20));
    RawClient first = box.client();
    first.connect(MqttVersion.MQTT_3_1_1, "first");
    first.sendBytes(Arrays.copyOf(large, 1_000));
    client.connect(MqttVersion.MQTT_3_1_1, "second");
    client.sendBytes(large).sendHex("c000");

    assertThat(client.isQuiet(Duration.ofMillis(200))).isTrue();
    box.clock.advance(Duration.ofSeconds(61));

    first.expectClosed();
    client.expect(MqttMessageType.PINGRESP);
    await().until(() -> Stored.messages(box.journal()).size() == 1);
  }
}
