package io.millrace.broker.connection;

import static io.netty.handler.codec.mqtt.MqttProperties.SESSION_EXPIRY_INTERVAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.settings.SessionLimits;
import io.millrace.broker.support.FrontInABox;
import io.millrace.broker.support.RawClient;
import io.millrace.broker.support.Stored;
import io.millrace.journal.JournalError;
import io.millrace.journal.Lane;
import io.millrace.model.record.RecordKind;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions: 3.1.2.4, 3.1.2.11.2, 3.1.4, 4.1. */
class SessionTest {
  private static final int ANY_TIME = 3_600;

  private final FrontInABox box =
      new FrontInABox(settings -> settings.with(new SessionLimits(7_200, 3, 2, 100, 10)));
  private final RawClient client = box.client();

  @AfterEach
  void close() {
    box.close();
  }

  private static MqttConnAckMessage connect(
      RawClient client, String clientId, boolean cleanStart, int expiryS) {
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.IntegerProperty(SESSION_EXPIRY_INTERVAL, expiryS));
    return client.connect(
        MqttVersion.MQTT_5,
        clientId,
        connect -> connect.cleanSession(cleanStart).properties(properties));
  }

  private static boolean isPresent(MqttConnAckMessage connAck) {
    return connAck.variableHeader().isSessionPresent();
  }

  private void awaitGone(String clientId) {
    await()
        .until(
            () ->
                box.front().goneClients().stream()
                    .anyMatch(gone -> gone.last().clientId().equals(clientId)));
  }

  @Test
  void clause_3_1_4_3_a_second_connection_takes_the_session_over() {
    connect(client, "a", true, ANY_TIME);
    RawClient second = box.client();

    MqttConnAckMessage connAck = connect(second, "a", false, ANY_TIME);

    assertThat(RawClient.disconnectReason(client.expect(MqttMessageType.DISCONNECT)))
        .isEqualTo(0x8e);
    client.expectClosed();
    assertThat(isPresent(connAck)).isTrue();
    second.ping();
    assertThat(box.front().clients()).hasSize(1);
  }

  @Test
  void the_same_name_under_another_principal_is_another_client() {
    connect(client, "a", true, ANY_TIME);
    RawClient other = box.client();

    MqttConnAckMessage connAck =
        other.connect(
            MqttVersion.MQTT_5,
            "a",
            connect ->
                connect.cleanSession(false).password("press".getBytes(StandardCharsets.UTF_8)));

    assertThat(isPresent(connAck)).isFalse();
    client.ping();
    other.ping();
  }

  @Test
  void law1_a_take_over_waits_until_what_the_first_connection_sent_is_settled() {
    connect(client, "a", true, ANY_TIME);
    box.journal().hold();
    client.publish("t", 2, 5, "x");
    await().until(() -> box.journal().appends() == 2);
    RawClient second = box.client();
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.IntegerProperty(SESSION_EXPIRY_INTERVAL, ANY_TIME));
    second.sendConnect(
        MqttVersion.MQTT_5, "a", connect -> connect.cleanSession(false).properties(properties));

    client.awaitClosed();
    assertThat(second.isQuiet(Duration.ofMillis(150))).isTrue();
    box.journal().release();

    assertThat(isPresent((MqttConnAckMessage) second.expect(MqttMessageType.CONNACK))).isTrue();
    second.publish("t", 2, 5, "x").expect(MqttMessageType.PUBREC);
    assertThat(Stored.payloads(box.journal())).containsExactly("x");
  }

  @Test
  void many_connections_that_fight_for_one_name_leave_one() {
    RawClient[] fighters = new RawClient[30];
    for (int i = 0; i < fighters.length; i++) {
      fighters[i] = box.client();
      MqttProperties properties = new MqttProperties();
      properties.add(new MqttProperties.IntegerProperty(SESSION_EXPIRY_INTERVAL, ANY_TIME));
      fighters[i].sendConnect(
          MqttVersion.MQTT_5, "a", connect -> connect.cleanSession(false).properties(properties));
    }

    RawClient last = box.client();
    connect(last, "a", false, ANY_TIME);

    await().untilAsserted(() -> assertThat(box.front().clients()).hasSize(1));
    assertThat(box.front().statistics().lastingSessions()).isEqualTo(1);
    last.ping();
  }

  @Test
  void subscriptions_of_a_lasting_session_are_there_when_it_is_back() {
    connect(client, "a", true, ANY_TIME);
    client.subscribe("plant/#");
    client.close();
    awaitGone("a");
    RawClient back = box.client();

    assertThat(isPresent(connect(back, "a", false, ANY_TIME))).isTrue();

    back.publish("plant/press/1", 0, 0, "x").expectMessage("x");
  }

  @Test
  void law4_subscriptions_of_a_lasting_session_survive_a_kill() {
    connect(client, "a", true, ANY_TIME);
    client.subscribe("plant/#");
    client.subscribe("other/+");
    client.send(MqttMessageBuilders.unsubscribe().messageId(2).addTopicFilter("other/+").build());
    client.expect(MqttMessageType.UNSUBACK);
    box.kill();
    box.start();
    RawClient back = box.client();

    assertThat(isPresent(connect(back, "a", false, ANY_TIME))).isTrue();

    back.publish("other/1", 0, 0, "not wanted any more");
    back.publish("plant/press/1", 0, 0, "x").expectMessage("x");
  }

  @Test
  void delivery_is_at_most_once_so_nothing_waits_for_who_is_away() {
    connect(client, "a", true, ANY_TIME);
    client.subscribe("plant/#");
    client.close();
    awaitGone("a");
    RawClient other = box.client();
    connect(other, "b", true, 0);
    other.publish("plant/press/1", 1, 1, "missed").expect(MqttMessageType.PUBACK);
    RawClient back = box.client();
    connect(back, "a", false, ANY_TIME);

    other.publish("plant/press/1", 1, 1, "live").expect(MqttMessageType.PUBACK);

    back.expectMessage("live");
  }

  @Test
  void a_session_without_expiry_ends_with_its_connection() {
    connect(client, "a", true, 0);
    client.subscribe("plant/#");
    client.close();
    awaitGone("a");

    assertThat(isPresent(connect(box.client(), "a", false, 0))).isFalse();
    assertThat(Stored.all(box.journal())).isEmpty();
  }

  @Test
  void clause_3_1_2_23_a_session_is_kept_for_its_expiry_and_no_longer() {
    connect(client, "a", true, 60);
    client.close();
    awaitGone("a");
    box.clock.advance(Duration.ofSeconds(50));
    RawClient again = box.client();
    assertThat(isPresent(connect(again, "a", false, 60))).isTrue();
    again.close();
    await().until(() -> box.front().clients().isEmpty());
    box.clock.advance(Duration.ofSeconds(61));

    assertThat(isPresent(connect(box.client(), "a", false, 60))).isFalse();
  }

  @Test
  void a_session_that_was_open_when_the_server_died_expires_from_its_return_on() {
    connect(client, "a", true, 60);
    box.clock.advance(Duration.ofMinutes(10));
    box.kill();
    box.start();
    box.clock.advance(Duration.ofSeconds(50));

    assertThat(isPresent(connect(box.client(), "a", false, 60))).isTrue();
    assertThat(Stored.kinds(box.journal()))
        .containsExactly(
            RecordKind.SESSION_OPENED, RecordKind.SESSION_CLOSED, RecordKind.SESSION_OPENED);
  }

  @Test
  void a_session_that_expired_while_the_server_was_down_is_gone() {
    connect(client, "a", true, 60);
    client.sendHex("e000").expectClosed();
    awaitGone("a");
    box.kill();
    box.clock.advance(Duration.ofSeconds(61));
    box.start();

    assertThat(isPresent(connect(box.client(), "a", false, 60))).isFalse();
  }

  @Test
  void clause_3_14_2_2_2_disconnect_may_change_the_expiry_but_not_from_none() {
    connect(client, "a", true, 60);
    client.sendHex("e0 07 00 05 11 00000000").expectClosed();
    awaitGone("a");
    RawClient again = box.client();
    assertThat(isPresent(connect(again, "a", false, 0))).isFalse();

    again.sendHex("e0 07 00 05 11 0000003c");

    assertThat(RawClient.disconnectReason(again.expect(MqttMessageType.DISCONNECT)))
        .isEqualTo(0x82);
  }

  @Test
  void mqtt_3_sessions_without_the_clean_flag_last_for_the_longest_time_allowed() {
    client.connect(MqttVersion.MQTT_3_1_1, "a", connect -> connect.cleanSession(false));
    assertThat(box.front().clients()).singleElement().matches(c -> c.sessionExpiryS() == 7_200);
    client.close();
    awaitGone("a");

    MqttConnAckMessage back =
        box.client().connect(MqttVersion.MQTT_3_1_1, "a", connect -> connect.cleanSession(false));
    assertThat(isPresent(back)).isTrue();
  }

  @Test
  void law1_connack_follows_the_durable_opening_of_a_lasting_session() {
    box.journal().hold();
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.IntegerProperty(SESSION_EXPIRY_INTERVAL, ANY_TIME));
    client.sendConnect(MqttVersion.MQTT_5, "a", connect -> connect.properties(properties));

    assertThat(client.isQuiet(Duration.ofMillis(150))).isTrue();
    box.journal().release();

    client.expect(MqttMessageType.CONNACK);
  }

  @Test
  void a_lasting_session_that_cannot_be_stored_is_refused_and_leaves_nothing() {
    box.journal().failNext(JournalError.JOURNAL_DISK_FULL);
    MqttConnAckMessage refused = connect(client, "a", true, ANY_TIME);
    client.expectClosed();

    assertThat(refused.variableHeader().connectReturnCode().byteValue()).isEqualTo((byte) 0x88);
    connect(box.client(), "a", true, 0);
    await().until(() -> box.front().statistics().lastingSessions() == 1);
  }

  @Test
  void lasting_sessions_are_limited_per_principal() {
    connect(client, "a", true, ANY_TIME);
    connect(box.client(), "b", true, ANY_TIME);

    MqttConnAckMessage third = connect(box.client(), "c", true, ANY_TIME);
    MqttConnAckMessage clean = connect(box.client(), "c", true, 0);

    assertThat(third.variableHeader().connectReturnCode().byteValue()).isEqualTo((byte) 0x97);
    assertThat(clean.variableHeader().connectReturnCode().byteValue()).isEqualTo((byte) 0);
  }

  @Test
  void law2_when_retention_has_passed_the_reader_sessions_end_truthfully() {
    connect(client, "a", true, ANY_TIME);
    client.subscribe("plant/#");
    client.publish("t", 1, 1, "x").expect(MqttMessageType.PUBACK);
    box.kill();
    box.startAfter(
        journal ->
            journal
                .partitions(Lane.LIVE)
                .forEach(
                    partition ->
                        journal
                            .engine()
                            .retireBefore(partition, journal.durableEnd().next(partition))));

    assertThat(isPresent(connect(box.client(), "a", false, ANY_TIME))).isFalse();
    assertThat(box.front().statistics().reader().losses()).isPositive();
  }

  @Test
  void a_message_behind_disconnect_is_not_read() {
    connect(client, "a", true, 0);
    byte[] late =
        client.encode(
            MqttMessageBuilders.publish()
                .topicName("t")
                .qos(MqttQoS.AT_MOST_ONCE)
                .payload(Unpooled.copiedBuffer("late", StandardCharsets.UTF_8))
                .build());
    byte[] both = new byte[2 + late.length];
    both[0] = (byte) 0xe0;
    System.arraycopy(late, 0, both, 2, late.length);

    client.sendBytes(both).expectClosed();

    awaitGone("a");
    assertThat(Stored.messages(box.journal())).isEmpty();
  }
}
