package io.millrace.broker.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.support.FrontInABox;
import io.millrace.broker.support.RawClient;
import io.millrace.broker.support.Stored;
import io.millrace.model.record.MqttAttributes;
import io.millrace.model.record.MqttFlags;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wills: 3.1.2.5, 3.1.3.2, 3.14.4. */
class WillTest {
  private final FrontInABox box = new FrontInABox();
  private final RawClient client = box.client();

  @AfterEach
  void close() {
    box.close();
  }

  private void connect(RawClient client, MqttVersion version, int delayS, int expiryS) {
    MqttProperties will = new MqttProperties();
    MqttProperties connect = new MqttProperties();
    if (version == MqttVersion.MQTT_5) {
      will.add(new MqttProperties.IntegerProperty(MqttProperties.WILL_DELAY_INTERVAL, delayS));
      will.add(new MqttProperties.UserProperty("why", "lost"));
      connect.add(
          new MqttProperties.IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, expiryS));
    }
    client.connect(
        version,
        "a",
        builder ->
            builder
                .cleanSession(expiryS == 0)
                .keepAlive(10)
                .properties(connect)
                .willFlag(true)
                .willQoS(MqttQoS.AT_LEAST_ONCE)
                .willRetain(true)
                .willTopic("plant/press/1/state")
                .willMessage("offline".getBytes(StandardCharsets.UTF_8))
                .willProperties(will));
  }

  private List<String> stored() {
    return Stored.payloads(box.journal());
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
  void clause_3_1_2_8_a_lost_clients_will_is_journaled_as_its_message(MqttVersion version) {
    connect(client, version, 0, 0);

    client.close();

    await().until(() -> stored().equals(List.of("offline")));
    Stored will = Stored.messages(box.journal()).getFirst();
    assertThat(will.channel().name()).isEqualTo("plant/press/1/state");
    assertThat(will.origin().principal()).isEqualTo("token:all");
    assertThat(MqttFlags.qos(will.flags())).isEqualTo(1);
    assertThat(MqttFlags.retain(will.flags())).isTrue();
    assertThat(will.attributes()).containsEntry(MqttAttributes.WILL, "1");
  }

  @Test
  void a_will_reaches_its_subscribers() {
    connect(client, MqttVersion.MQTT_5, 0, 0);
    RawClient watcher = box.client();
    watcher.connect(MqttVersion.MQTT_5, "watcher");
    watcher.subscribe("plant/+/+/state");

    client.close();

    watcher.expectMessage("offline");
  }

  @Test
  void a_will_follows_silence_beyond_the_keep_alive() {
    connect(client, MqttVersion.MQTT_3_1_1, 0, 0);

    box.clock.advance(Duration.ofSeconds(16));

    client.expectClosed();
    await().until(() -> stored().equals(List.of("offline")));
  }

  @Test
  void a_will_follows_a_protocol_error() {
    connect(client, MqttVersion.MQTT_3_1_1, 0, 0);

    client.sendHex("00 00").expectClosed();

    await().until(() -> stored().equals(List.of("offline")));
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
  void clause_3_14_4_3_a_client_that_says_goodbye_leaves_no_will(MqttVersion version) {
    connect(client, version, 0, 0);

    client.sendHex("e000").expectClosed();

    await().until(() -> box.front().clients().isEmpty());
    assertThat(stored()).isEmpty();
  }

  @Test
  void a_client_may_say_goodbye_and_ask_for_its_will() {
    connect(client, MqttVersion.MQTT_5, 0, 0);

    client.sendHex("e0 01 04").expectClosed();

    await().until(() -> stored().equals(List.of("offline")));
  }

  @Test
  void clause_3_1_3_9_a_will_with_delay_is_dropped_when_the_session_goes_on() {
    connect(client, MqttVersion.MQTT_5, 1, 3_600);
    client.close();
    await().until(() -> box.front().clients().isEmpty());
    RawClient back = box.client();
    connect(back, MqttVersion.MQTT_5, 1, 3_600);

    assertThat(back.isQuiet(Duration.ofMillis(1_300))).isTrue();
    assertThat(stored()).isEmpty();
  }

  @Test
  void a_will_with_delay_is_published_when_the_delay_is_over() {
    connect(client, MqttVersion.MQTT_5, 1, 3_600);

    client.close();

    await().until(() -> box.front().clients().isEmpty());
    assertThat(stored()).isEmpty();
    await().until(() -> stored().equals(List.of("offline")));
  }

  @Test
  void a_will_with_delay_is_published_when_the_session_ends_before() {
    connect(client, MqttVersion.MQTT_5, 3_000, 3_600);
    client.close();
    await().until(() -> box.front().clients().isEmpty());

    box.client().connect(MqttVersion.MQTT_5, "a");

    await().until(() -> stored().equals(List.of("offline")));
  }

  @Test
  void a_server_that_stops_publishes_the_wills_of_those_it_leaves() {
    connect(client, MqttVersion.MQTT_5, 3_000, 3_600);
    RawClient other = box.client();
    other.connect(
        MqttVersion.MQTT_5,
        "b",
        builder ->
            builder
                .willFlag(true)
                .willTopic("plant/press/2/state")
                .willMessage("offline too".getBytes(StandardCharsets.UTF_8)));
    client.close();
    await().until(() -> box.front().clients().size() == 1);

    box.front().close();

    assertThat(stored()).containsExactlyInAnyOrder("offline", "offline too");
    assertThat(RawClient.disconnectReason(other.expect(MqttMessageType.DISCONNECT)))
        .isEqualTo(0x8b);
  }
}
