package io.millrace.broker.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.support.FrontInABox;
import io.millrace.broker.support.RawClient;
import io.millrace.broker.support.Stored;
import io.millrace.journal.JournalError;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** QoS 2 (4.3.3), with the server killed at every step of the handshake. */
class ExactlyOnceTest {
  private final FrontInABox box = new FrontInABox();

  @AfterEach
  void close() {
    box.close();
  }

  private MqttConnAckMessage connect(RawClient client, MqttVersion version) {
    return client.connect(
        version,
        "device",
        connect -> {
          MqttProperties properties = new MqttProperties();
          if (version == MqttVersion.MQTT_5) {
            properties.add(
                new MqttProperties.IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, 3_600));
          }
          return connect.cleanSession(false).properties(properties);
        });
  }

  private RawClient back(MqttVersion version) {
    RawClient client = box.client();
    assertThat(connect(client, version).variableHeader().isSessionPresent()).isTrue();
    return client;
  }

  private List<String> stored() {
    return Stored.payloads(box.journal());
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
  void killed_before_the_message_is_durable_it_is_stored_when_sent_again(MqttVersion version) {
    RawClient client = box.client();
    connect(client, version);
    box.journal().failAll(JournalError.JOURNAL_BUSY);
    client.publish("t", 2, 5, "x");
    await().until(() -> box.front().statistics().intake().busyRetries() > 0);
    box.kill();
    box.start();

    RawClient again = back(version);
    again.publish("t", 2, 5, "x", p -> p).expect(MqttMessageType.PUBREC);
    again.release(5).expect(MqttMessageType.PUBCOMP);

    assertThat(stored()).containsExactly("x");
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
  void law1_killed_after_pubrec_the_message_sent_again_is_not_stored_twice(MqttVersion version) {
    RawClient client = box.client();
    connect(client, version);
    client.publish("t", 2, 5, "x").expect(MqttMessageType.PUBREC);
    box.kill();
    box.start();

    RawClient again = back(version);
    again.publish("t", 2, 5, "x").expect(MqttMessageType.PUBREC);
    MqttMessage completed = again.release(5).expect(MqttMessageType.PUBCOMP);

    assertThat(RawClient.ackReason(completed)).isZero();
    assertThat(stored()).containsExactly("x");
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
  void killed_after_pubrec_a_release_is_answered_with_success(MqttVersion version) {
    RawClient client = box.client();
    connect(client, version);
    client.publish("t", 2, 5, "x").expect(MqttMessageType.PUBREC);
    box.kill();
    box.start();

    MqttMessage completed = back(version).release(5).expect(MqttMessageType.PUBCOMP);

    assertThat(RawClient.ackReason(completed)).isZero();
    assertThat(stored()).containsExactly("x");
  }

  @Test
  void killed_before_the_release_is_durable_the_identifier_is_still_taken() {
    RawClient client = box.client();
    connect(client, MqttVersion.MQTT_5);
    client.publish("t", 2, 5, "x").expect(MqttMessageType.PUBREC);
    box.journal().failAll(JournalError.JOURNAL_BUSY);
    client.release(5);
    await().until(() -> box.front().statistics().intake().busyRetries() > 0);
    box.kill();
    box.start();

    RawClient again = back(MqttVersion.MQTT_5);
    again.publish("t", 2, 5, "x").expect(MqttMessageType.PUBREC);
    assertThat(RawClient.ackReason(again.release(5).expect(MqttMessageType.PUBCOMP))).isZero();

    assertThat(stored()).containsExactly("x");
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
  void law1_killed_after_pubcomp_the_identifier_is_free_for_a_new_message(MqttVersion version) {
    RawClient client = box.client();
    connect(client, version);
    client.publish("t", 2, 5, "x").expect(MqttMessageType.PUBREC);
    client.release(5).expect(MqttMessageType.PUBCOMP);
    box.kill();
    box.start();

    RawClient again = back(version);
    again.publish("t", 2, 5, "y").expect(MqttMessageType.PUBREC);

    assertThat(stored()).containsExactly("x", "y");
  }

  @Test
  void killed_after_pubcomp_a_release_sent_again_finds_no_identifier() {
    RawClient client = box.client();
    connect(client, MqttVersion.MQTT_5);
    client.publish("t", 2, 5, "x").expect(MqttMessageType.PUBREC);
    client.release(5).expect(MqttMessageType.PUBCOMP);
    box.kill();
    box.start();

    MqttMessage v5 = back(MqttVersion.MQTT_5).release(5).expect(MqttMessageType.PUBCOMP);
    MqttMessage v3 = back(MqttVersion.MQTT_3_1_1).release(5).expect(MqttMessageType.PUBCOMP);

    // 0x92 is not an error during recovery (3.7.2.1); MQTT 3.1.1 has no code.
    assertThat(RawClient.ackReason(v5)).isEqualTo(0x92);
    assertThat(RawClient.ackReason(v3)).isZero();
  }

  @Test
  void identifiers_survive_many_kills_and_checkpoints() {
    RawClient client = box.client();
    connect(client, MqttVersion.MQTT_5);
    for (int id = 1; id <= 40; id++) {
      client.publish("t", 2, id, "m" + id).expect(MqttMessageType.PUBREC);
      if (id % 4 == 0) {
        client.release(id).expect(MqttMessageType.PUBCOMP);
      }
      if (id % 10 == 0) {
        box.kill();
        box.start();
        client = back(MqttVersion.MQTT_5);
      }
    }

    for (int id = 1; id <= 40; id++) {
      if (id % 4 != 0) {
        client.publish("t", 2, id, "m" + id).expect(MqttMessageType.PUBREC);
      }
    }

    assertThat(stored()).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void a_message_sent_twice_on_one_connection_is_stored_once() {
    RawClient client = box.client();
    connect(client, MqttVersion.MQTT_3_1_1);

    client.publish("t", 2, 5, "x").publish("t", 2, 5, "x");
    client.expect(MqttMessageType.PUBREC);
    client.expect(MqttMessageType.PUBREC);

    assertThat(stored()).containsExactly("x");
  }

  @Test
  void a_copy_is_not_acknowledged_when_the_first_was_not_stored() {
    RawClient client = box.client();
    connect(client, MqttVersion.MQTT_5);
    box.journal().hold();
    client.publish("other", 1, 1, "held");
    await().until(() -> box.journal().appends() == 2);
    client.publish("t", 2, 5, "x").publish("t", 2, 5, "x").ping();
    box.journal().failNext(JournalError.JOURNAL_STORAGE_FAILED);
    box.journal().release();

    client.awaitClosed();

    assertThat(stored()).containsExactly("held");
    RawClient again = back(MqttVersion.MQTT_5);
    again.publish("t", 2, 5, "x").expect(MqttMessageType.PUBREC);
    assertThat(stored()).containsExactly("held", "x");
  }

  @Test
  void a_release_that_could_not_be_stored_is_not_acknowledged_and_can_be_sent_again() {
    RawClient client = box.client();
    connect(client, MqttVersion.MQTT_5);
    client.publish("t", 2, 5, "x").expect(MqttMessageType.PUBREC);
    box.journal().failNext(JournalError.JOURNAL_DISK_FULL);

    MqttMessage end = client.release(5).expect(MqttMessageType.DISCONNECT);

    assertThat(RawClient.disconnectReason(end)).isEqualTo(0x97);
    RawClient again = back(MqttVersion.MQTT_5);
    again.publish("t", 2, 5, "x").expect(MqttMessageType.PUBREC);
    again.release(5).expect(MqttMessageType.PUBCOMP);
    assertThat(stored()).containsExactly("x");
  }

  @Test
  void a_clean_start_forgets_the_identifiers_also_after_a_kill() {
    RawClient client = box.client();
    connect(client, MqttVersion.MQTT_3_1_1);
    client.publish("t", 2, 5, "x").expect(MqttMessageType.PUBREC);
    client.close();
    RawClient clean = box.client();
    clean.connect(MqttVersion.MQTT_3_1_1, "device");
    clean.close();
    box.kill();
    box.start();

    RawClient again = box.client();
    assertThat(connect(again, MqttVersion.MQTT_3_1_1).variableHeader().isSessionPresent())
        .isFalse();
    again.publish("t", 2, 5, "y").expect(MqttMessageType.PUBREC);

    assertThat(stored()).containsExactly("x", "y");
  }
}
