package io.millrace.broker.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.support.FrontInABox;
import io.millrace.broker.support.RawClient;
import io.millrace.broker.support.Stored;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends costs that client's connection at the most (4.13). */
class BadNeighbourTest {
  private final FrontInABox box = new FrontInABox();
  private final RawClient good = box.client();

  @AfterEach
  void close() {
    box.close();
  }

  private void goodClientIsServed(int id) {
    good.publish("good", 1, id, "g" + id).expect(MqttMessageType.PUBACK);
  }

  @Test
  void garbage_from_many_connections_leaves_the_others_alone() {
    good.connect(MqttVersion.MQTT_5, "good");
    Random random = new Random(77);
    for (int i = 1; i <= 150; i++) {
      byte[] garbage = new byte[1 + random.nextInt(2_000)];
      random.nextBytes(garbage);
      RawClient bad = box.client();
      if (i % 2 == 0) {
        bad.connect(MqttVersion.MQTT_3_1_1, "bad" + i);
        // A length of four bytes and nothing behind it would be waited for: make it wrong at once.
        garbage[0] = (byte) (i % 16 == 0 ? 0x36 : garbage[0] & 0x0f);
      } else {
        garbage[0] |= (byte) 0xf0;
      }
      bad.sendBytes(garbage).awaitClosed();
      goodClientIsServed(i);
    }

    assertThat(Stored.messages(box.journal())).hasSize(150);
    await().until(() -> box.front().statistics().clients().protocolErrors() == 150);
    await().until(() -> box.front().clients().size() == 1);
  }

  @Test
  void mqtt_5_clients_hear_what_was_wrong() {
    good.connect(MqttVersion.MQTT_5, "good");

    good.sendHex("30 04 0001 2b 00");

    assertThat(RawClient.disconnectReason(good.expect(MqttMessageType.DISCONNECT))).isEqualTo(0x90);
    await()
        .untilAsserted(
            () ->
                assertThat(box.front().goneClients())
                    .singleElement()
                    .satisfies(
                        gone -> {
                          assertThat(gone.reason()).isEqualTo("TOPIC_NAME_INVALID");
                          assertThat(gone.sentence()).contains("wildcard '+'");
                        }));
  }

  @Test
  void a_topic_that_is_not_utf_8_ends_the_connection() {
    good.connect(MqttVersion.MQTT_3_1_1, "good");

    good.sendHex("30 04 0002 c328").expectClosed();

    assertThat(Stored.all(box.journal())).isEmpty();
  }

  @Test
  void a_packet_that_never_becomes_whole_is_not_waited_for_for_ever() {
    good.connect(MqttVersion.MQTT_5, "good");

    good.sendHex("30 20 0001 74");
    assertThat(good.isQuiet(Duration.ofMillis(50))).isTrue();
    box.clock.advance(Duration.ofSeconds(61));

    assertThat(RawClient.disconnectReason(good.expect(MqttMessageType.DISCONNECT))).isEqualTo(0x82);
  }

  @Test
  void half_a_connection_is_no_connection() {
    good.connect(MqttVersion.MQTT_5, "good");

    good.halfClose();

    good.expectClosed();
    await().until(() -> box.front().clients().isEmpty());
  }

  @Test
  void acknowledgements_that_belong_to_nothing_do_no_harm() {
    good.connect(MqttVersion.MQTT_3_1_1, "good");

    good.sendHex("40 02 0007 70 02 0007");
    good.sendHex("50 02 0007").expect(MqttMessageType.PUBREL);

    good.ping();
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 0})
  void a_topic_alias_beyond_the_maximum_ends_the_connection(int alias) {
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.IntegerProperty(MqttProperties.TOPIC_ALIAS, alias));
    good.connect(MqttVersion.MQTT_5, "good");

    good.publish("t", 0, 0, "x", publish -> publish.properties(properties));

    assertThat(RawClient.disconnectReason(good.expect(MqttMessageType.DISCONNECT))).isEqualTo(0x94);
  }

  @Test
  void clause_3_3_2_3_4_a_topic_alias_stands_for_its_topic_until_the_connection_ends() {
    good.connect(MqttVersion.MQTT_5, "good");
    good.publish("first", 0, 0, "a", publish -> publish.properties(alias(1)));
    good.publish("", 0, 0, "b", publish -> publish.properties(alias(1)));
    good.publish("second", 0, 0, "c", publish -> publish.properties(alias(1)));
    good.publish("", 1, 5, "d", publish -> publish.properties(alias(1)));
    good.expect(MqttMessageType.PUBACK);

    assertThat(Stored.messages(box.journal()).stream().map(each -> each.channel().name()))
        .containsExactly("first", "first", "second", "second");
    RawClient again = box.client();
    again.connect(MqttVersion.MQTT_5, "good");
    again.publish("", 0, 0, "e", publish -> publish.properties(alias(1)));
    assertThat(RawClient.disconnectReason(again.expect(MqttMessageType.DISCONNECT)))
        .isEqualTo(0x94);
  }

  private static MqttProperties alias(int alias) {
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.IntegerProperty(MqttProperties.TOPIC_ALIAS, alias));
    return properties;
  }

  @Test
  void many_topics_pass_the_cache() {
    good.connect(MqttVersion.MQTT_3_1_1, "good");
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 1_500; i++) {
        good.publish("many/topics/number/" + i, 0, 0, "m" + i);
      }
    }
    good.ping();

    await().until(() -> Stored.messages(box.journal()).size() == 4_500);
    assertThat(Stored.messages(box.journal()))
        .allSatisfy(
            each ->
                assertThat(each.channel().name())
                    .isEqualTo("many/topics/number/" + each.payload().substring(1)));
  }
}
