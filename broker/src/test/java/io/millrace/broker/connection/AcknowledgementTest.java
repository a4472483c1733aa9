package io.millrace.broker.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.support.FrontInABox;
import io.millrace.broker.support.RawClient;
import io.millrace.broker.support.Stored;
import io.millrace.broker.support.TestIdentities;
import io.millrace.journal.JournalError;
import io.millrace.model.record.MqttAttributes;
import io.millrace.model.record.MqttFlags;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an acknowledgement means: law 1, and clauses 3.4, 3.5, 4.3 and 4.6. */
class AcknowledgementTest {
  private static final Duration A_MOMENT = Duration.ofMillis(150);

  private final FrontInABox box = new FrontInABox();
  private final RawClient client = box.client();

  @AfterEach
  void close() {
    box.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void law1_nothing_is_acknowledged_before_it_is_durable(int qos) {
    client.connect(MqttVersion.MQTT_5, "a");
    box.journal().hold();

    client.publish("plant/press/1", qos, 7, "x");
    await().until(() -> box.journal().appends() == 1);
    assertThat(client.isQuiet(A_MOMENT)).isTrue();
    box.journal().letThrough();

    MqttMessage ack = client.expect(qos == 1 ? MqttMessageType.PUBACK : MqttMessageType.PUBREC);
    assertThat(RawClient.packetId(ack)).isEqualTo(7);
    assertThat(Stored.payloads(box.journal())).containsExactly("x");
  }

  @Test
  void law1_pubcomp_follows_the_durable_release() {
    client.connect(MqttVersion.MQTT_3_1_1, "a", connect -> connect.cleanSession(false));
    client.publish("plant/press/1", 2, 7, "x").expect(MqttMessageType.PUBREC);
    box.journal().hold();

    client.release(7);
    assertThat(client.isQuiet(A_MOMENT)).isTrue();
    box.journal().letThrough();

    assertThat(RawClient.packetId(client.expect(MqttMessageType.PUBCOMP))).isEqualTo(7);
  }

  @Test
  void qos_0_is_journaled_too() {
    client.connect(MqttVersion.MQTT_3_1_1, "a");

    client.publish("plant/press/1", 0, 0, "x").ping();

    await().until(() -> Stored.payloads(box.journal()).equals(List.of("x")));
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
  void a_record_tells_who_sent_it_where_and_how(MqttVersion version) {
    client.connect(version, "a");

    client
        .publish("plant/press/1", 1, 513, "x", publish -> publish.retained(true))
        .expect(MqttMessageType.PUBACK);

    Stored record = Stored.messages(box.journal()).getFirst();
    assertThat(record.channel().name()).isEqualTo("plant/press/1");
    assertThat(record.origin().principal()).isEqualTo("token:all");
    assertThat(record.origin().source()).isEqualTo(TestIdentities.source("all"));
    assertThat(record.origin().protocol())
        .isEqualTo(version == MqttVersion.MQTT_5 ? "mqtt/5" : "mqtt/3.1.1");
    assertThat(record.origin().connectionEpoch()).isPositive();
    assertThat(MqttFlags.qos(record.flags())).isEqualTo(1);
    assertThat(MqttFlags.packetId(record.flags())).isEqualTo(513);
    assertThat(MqttFlags.retain(record.flags())).isTrue();
    assertThat(record.attributes()).isEmpty();
  }

  @Test
  void properties_become_attributes_and_the_content_type_is_in_the_channel() {
    MqttProperties properties = new MqttProperties();
    properties.add(
        new MqttProperties.StringProperty(MqttProperties.CONTENT_TYPE, "application/json"));
    properties.add(new MqttProperties.StringProperty(MqttProperties.RESPONSE_TOPIC, "answers"));
    properties.add(
        new MqttProperties.BinaryProperty(MqttProperties.CORRELATION_DATA, new byte[] {1, 2}));
    properties.add(new MqttProperties.IntegerProperty(MqttProperties.PAYLOAD_FORMAT_INDICATOR, 1));
    properties.add(
        new MqttProperties.IntegerProperty(MqttProperties.PUBLICATION_EXPIRY_INTERVAL, 60));
    properties.add(new MqttProperties.UserProperty("site", "north"));
    properties.add(new MqttProperties.UserProperty("site", "south"));
    client.connect(MqttVersion.MQTT_5, "a");

    client
        .publish("plant/press/1", 1, 1, "{}", publish -> publish.properties(properties))
        .expect(MqttMessageType.PUBACK);

    Stored record = Stored.messages(box.journal()).getFirst();
    assertThat(record.channel().contentType()).isEqualTo("application/json");
    assertThat(record.attributes())
        .containsEntry(MqttAttributes.RESPONSE_TOPIC, "answers")
        .containsEntry(MqttAttributes.CORRELATION_DATA, "AQI=")
        .containsEntry(MqttAttributes.PAYLOAD_FORMAT, "1")
        .containsEntry(MqttAttributes.MESSAGE_EXPIRY_S, "60")
        .containsEntry(MqttAttributes.userProperty(0, "site"), "north")
        .containsEntry(MqttAttributes.userProperty(1, "site"), "south")
        .hasSize(6);
  }

  @Test
  void clause_4_6_0_2_acknowledgements_come_in_the_order_of_the_messages() {
    client.connect(MqttVersion.MQTT_5, "a");
    List<Integer> sent = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int id = 1 + (i * 7919) % 60_000;
      sent.add(id);
      client.publish("plant/press/" + i % 9, 1, id, "m" + i);
    }

    List<Integer> acknowledged = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      acknowledged.add(RawClient.packetId(client.expect(MqttMessageType.PUBACK)));
    }

    assertThat(acknowledged).isEqualTo(sent);
    assertThat(Stored.payloads(box.journal()))
        .isEqualTo(IntStream.range(0, 500).mapToObj(i -> "m" + i).toList());
  }

  @Test
  void messages_of_one_round_go_into_one_batch() {
    client.connect(MqttVersion.MQTT_5, "a");
    box.journal().hold();
    client.publish("t", 1, 1, "first");
    await().until(() -> box.journal().appends() == 1);

    for (int i = 2; i <= 400; i++) {
      client.publish("t", 1, i, "x");
    }
    client.ping();
    box.journal().release();

    for (int i = 1; i <= 400; i++) {
      client.expect(MqttMessageType.PUBACK);
    }
    assertThat(box.journal().appends()).isLessThan(5);
  }

  @Test
  void a_busy_journal_is_asked_again_while_the_client_waits() {
    client.connect(MqttVersion.MQTT_5, "a");
    box.journal()
        .failNext(JournalError.JOURNAL_BUSY, JournalError.JOURNAL_BUSY, JournalError.JOURNAL_BUSY);

    client.publish("t", 1, 1, "one").publish("t", 1, 2, "two");

    assertThat(RawClient.ackReason(client.expect(MqttMessageType.PUBACK))).isZero();
    assertThat(RawClient.ackReason(client.expect(MqttMessageType.PUBACK))).isZero();
    assertThat(Stored.payloads(box.journal())).containsExactly("one", "two");
    assertThat(box.front().statistics().intake().busyRetries()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = JournalError.class,
      names = {"JOURNAL_DISK_FULL", "JOURNAL_STORAGE_FAILED"})
  void mqtt_5_clients_are_told_that_a_message_was_not_stored(JournalError error) {
    int expected = error == JournalError.JOURNAL_DISK_FULL ? 0x97 : 0x83;
    client.connect(MqttVersion.MQTT_5, "a");
    box.journal().failAll(error);

    MqttMessage puback = client.publish("t", 1, 1, "one").expect(MqttMessageType.PUBACK);
    MqttMessage pubrec = client.publish("t", 2, 2, "two").expect(MqttMessageType.PUBREC);

    assertThat(RawClient.ackReason(puback)).isEqualTo(expected);
    assertThat(RawClient.ackReason(pubrec)).isEqualTo(expected);
    assertThat(Stored.messages(box.journal())).isEmpty();

    box.journal().heal();
    MqttMessage again = client.publish("t", 2, 2, "two").expect(MqttMessageType.PUBREC);
    assertThat(RawClient.ackReason(again)).isZero();
    assertThat(Stored.payloads(box.journal())).containsExactly("two");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void mqtt_3_clients_get_no_acknowledgement_but_the_end(int qos) {
    client.connect(MqttVersion.MQTT_3_1_1, "a");
    box.journal().failAll(JournalError.JOURNAL_STORAGE_FAILED);

    client.publish("t", qos, 1, "one").expectClosed();

    assertThat(Stored.messages(box.journal())).isEmpty();
    assertThat(box.front().goneClients())
        .singleElement()
        .satisfies(gone -> assertThat(gone.sentence()).contains("could not write"));
  }

  @Test
  void reading_goes_on_while_the_disk_is_full() {
    client.connect(MqttVersion.MQTT_5, "a");
    client.publish("t", 1, 1, "before").expect(MqttMessageType.PUBACK);
    box.journal().failAll(JournalError.JOURNAL_DISK_FULL);
    RawClient other = box.client();

    other.connect(MqttVersion.MQTT_5, "b");
    other.subscribe("#");
    box.journal().heal();
    client.publish("t", 1, 1, "after").expect(MqttMessageType.PUBACK);

    other.expectMessage("after");
  }

  @Test
  void clause_3_3_5_2_a_publish_that_is_not_allowed_is_refused_or_ends_the_connection() {
    client.connect(MqttVersion.MQTT_5, "a", connect -> connect.password(bytes("press")));
    MqttMessage puback = client.publish("plant/oven/1", 1, 1, "x").expect(MqttMessageType.PUBACK);
    MqttMessage pubrec = client.publish("plant/oven/1", 2, 2, "x").expect(MqttMessageType.PUBREC);
    client.publish("plant/oven/1", 0, 0, "x").ping();
    RawClient old = box.client();
    old.connect(MqttVersion.MQTT_3_1_1, "b", connect -> connect.password(bytes("press")));
    old.publish("plant/press/1", 1, 1, "allowed").expect(MqttMessageType.PUBACK);
    old.publish("plant/oven/1", 0, 0, "x").ping();
    old.publish("plant/oven/1", 1, 2, "x").expectClosed();

    assertThat(RawClient.ackReason(puback)).isEqualTo(0x87);
    assertThat(RawClient.ackReason(pubrec)).isEqualTo(0x87);
    assertThat(Stored.payloads(box.journal())).containsExactly("allowed");
    await().until(() -> box.front().statistics().clients().notAuthorized() == 5);
  }

  @Test
  void clause_4_7_2_topics_of_the_server_are_not_for_clients() {
    client.connect(MqttVersion.MQTT_5, "a");

    MqttMessage puback = client.publish("$SYS/uptime", 1, 1, "x").expect(MqttMessageType.PUBACK);

    assertThat(RawClient.ackReason(puback)).isEqualTo(0x87);
    assertThat(Stored.messages(box.journal())).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
