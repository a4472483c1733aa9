package io.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.connection.ClientInfo;
import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import io.millrace.broker.settings.MqttSettings;
import io.millrace.broker.settings.TcpListenerSettings;
import io.millrace.broker.support.ControlledJournal;
import io.millrace.broker.support.FrontInABox;
import io.millrace.broker.support.RawClient;
import io.millrace.broker.support.Stored;
import io.millrace.broker.support.TestIdentities;
import io.millrace.journal.memory.MemoryReaderStore;
import io.millrace.journal.reader.ReaderState;
import io.millrace.model.time.NanoClock;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the owner of the front sees of it and does with it. */
class MqttFrontTest {
  private final FrontInABox box = new FrontInABox();
  private final RawClient client = box.client();

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void clients_are_shown_with_what_they_do() {
    client.connect(MqttVersion.MQTT_5, "a", connect -> connect.keepAlive(30));
    client.subscribe("t/#");
    client.publish("t/1", 1, 1, "x");
    client.publish("t/1", 0, 0, "y");

    await()
        .untilAsserted(
            () -> {
              ClientInfo info = box.front().clients().getFirst();
              assertThat(info.clientId()).isEqualTo("a");
              assertThat(info.principal()).isEqualTo("token:all");
              assertThat(info.source()).isEqualTo(TestIdentities.source("all"));
              assertThat(info.protocol()).isEqualTo("mqtt/5");
              assertThat(info.peer()).contains("127.0.0.1");
              assertThat(info.keepAliveS()).isEqualTo(30);
              assertThat(info.messagesIn()).isEqualTo(2);
              assertThat(info.messagesOut()).isEqualTo(2);
              assertThat(info.subscriptions()).isEqualTo(1);
              assertThat(info.unacknowledgedBytes()).isZero();
            });
  }

  @Test
  void the_statistics_add_up() {
    client.connect(MqttVersion.MQTT_5, "a");
    client.subscribe("t");
    client.publish("t", 0, 0, "four");
    client.expectMessage();
    client.publish("u", 1, 1, "four").expect(MqttMessageType.PUBACK);
    client.publish("u", 2, 2, "four", publish -> publish.retained(true));
    client.expect(MqttMessageType.PUBREC);
    client.release(2).expect(MqttMessageType.PUBCOMP);

    await()
        .untilAsserted(
            () -> {
              FrontStatistics statistics = box.front().statistics();
              assertThat(statistics.connections()).isEqualTo(1);
              assertThat(statistics.subscriptions()).isEqualTo(1);
              assertThat(statistics.clients().connected()).isEqualTo(1);
              assertThat(statistics.clients().messagesByQos().atMostOnce()).isEqualTo(1);
              assertThat(statistics.clients().messagesByQos().atLeastOnce()).isEqualTo(1);
              assertThat(statistics.clients().messagesByQos().exactlyOnce()).isEqualTo(1);
              assertThat(statistics.clients().messagesOut()).isEqualTo(1);
              assertThat(statistics.intake().records()).isEqualTo(3);
              assertThat(statistics.intake().payloadBytes()).isEqualTo(12);
              assertThat(statistics.retained().messages()).isEqualTo(1);
              assertThat(statistics.reader().state()).isEqualTo(ReaderState.RUNNING);
            });
  }

  @Test
  void a_client_can_be_sent_away_and_it_is_kept_in_mind_why() {
    client.connect(MqttVersion.MQTT_5, "a");

    assertThat(box.front().disconnect("token:all", "b")).isFalse();
    assertThat(box.front().disconnect("token:all", "a")).isTrue();

    assertThat(RawClient.disconnectReason(client.expect(MqttMessageType.DISCONNECT)))
        .isEqualTo(0x98);
    client.expectClosed();
    assertThat(box.front().clients()).isEmpty();
    assertThat(box.front().goneClients())
        .singleElement()
        .satisfies(
            gone -> {
              assertThat(gone.last().clientId()).isEqualTo("a");
              assertThat(gone.reason()).isEqualTo("ADMINISTRATIVE_ACTION");
            });
    box.client().connect(MqttVersion.MQTT_5, "a");
    assertThat(box.front().goneClients()).isEmpty();
  }

  @Test
  void all_connections_of_a_revoked_principal_end() {
    client.connect(MqttVersion.MQTT_5, "a");
    RawClient second = box.client();
    second.connect(MqttVersion.MQTT_3_1_1, "b");

    assertThat(box.front().disconnectPrincipal("token:other")).isZero();
    assertThat(box.front().disconnectPrincipal("token:all")).isEqualTo(2);

    client.awaitClosed();
    second.expectClosed();
  }

  @Test
  void closing_acknowledges_what_becomes_durable_and_says_goodbye() {
    client.connect(MqttVersion.MQTT_5, "a");
    box.journal().hold();
    client.publish("t", 1, 1, "one");
    await().until(() -> box.journal().appends() == 1);
    client.publish("t", 1, 2, "two").ping();
    Thread closing = Thread.ofPlatform().start(() -> box.front().close());
    box.journal().release();

    client.expect(MqttMessageType.PUBACK);
    client.expect(MqttMessageType.PUBACK);
    assertThat(RawClient.disconnectReason(client.expect(MqttMessageType.DISCONNECT)))
        .isEqualTo(0x8b);
    client.expectClosed();
    await().until(() -> !closing.isAlive());
    assertThat(Stored.payloads(box.journal())).containsExactly("one", "two");
  }

  @Test
  void closing_does_not_wait_for_ever_and_acknowledges_nothing_that_is_not_durable() {
    try (FrontInABox hasty =
        new FrontInABox(
            settings ->
                new MqttSettings(
                    settings.listener(),
                    2,
                    200,
                    settings.checkpointIntervalMs(),
                    settings.connections(),
                    settings.packets(),
                    settings.flow(),
                    settings.sessions(),
                    settings.retained()))) {
      RawClient waiting = hasty.client();
      waiting.connect(MqttVersion.MQTT_5, "a");
      hasty.journal().hold();
      waiting.publish("t", 1, 1, "never");
      await().until(() -> hasty.journal().appends() == 1);

      hasty.front().close();

      waiting.expectClosed();
      assertThat(Stored.messages(hasty.journal())).isEmpty();
    }
  }

  @Test
  void a_port_that_is_taken_is_reported_in_a_sentence() {
    MqttSettings taken = MqttSettings.defaults(new TcpListenerSettings("127.0.0.1", box.port()));

    assertThatThrownBy(
            () ->
                MqttFront.start(
                    taken,
                    new ControlledJournal(ControlledJournal.newLog(), NanoClock.system()),
                    new MemoryReaderStore(),
                    box.identities,
                    NanoClock.system(),
                    new Random(1)))
        .isInstanceOfSatisfying(
            MqttException.class,
            e -> {
              assertThat(e.error()).isEqualTo(MqttError.MQTT_LISTENER_FAILED);
              assertThat(e).hasMessageContaining(Integer.toString(box.port()));
            });
  }

  @Test
  void settings_outside_their_range_are_refused_by_name() {
    assertThatThrownBy(() -> new TcpListenerSettings("127.0.0.1", 70_000))
        .hasMessageContaining("mqtt.port")
        .hasMessageContaining("65535");
  }
}
