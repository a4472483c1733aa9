package io.millrace.demo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.demo.mqtt.MqttLogin;
import io.millrace.demo.mqtt.MqttVersion;
import io.millrace.demo.payload.Message;
import io.millrace.demo.server.TinyBroker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway delivers everything, once the server has it, in order; whatever the line does. */
class StoreAndForwardTest {
  private static final String TOPIC = "foundry/test";
  private static final UplinkSettings QUICK =
      new UplinkSettings(
          16,
          Duration.ofMillis(700),
          Duration.ofSeconds(1),
          Duration.ofMillis(5),
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          10_000);

  private final Outbox outbox = new Outbox(10_000, 10_000_000);
  private final Plug plug = new Plug(InstantSource.system());
  private final UplinkStatus status = new UplinkStatus("GW-99");
  private TinyBroker broker;
  private Uplink uplink;
  private int offered;

  @BeforeEach
  void startBroker() throws IOException {
    broker = new TinyBroker();
    uplink = uplinkTo(broker.address(), MqttVersion.V3_1_1);
  }

  @AfterEach
  void stop() throws IOException {
    uplink.close();
    broker.close();
  }

  private Uplink uplinkTo(InetSocketAddress address, MqttVersion version) {
    MqttLogin login = new MqttLogin(version, "GW-99", "gw", "token", QUICK.keepAlive());
    return new Uplink(
        new MqttCarrier(address, login, QUICK), outbox, plug, status, QUICK, new Random(1));
  }

  private void offer(int count) {
    for (int i = 0; i < count; i++) {
      byte[] payload = String.valueOf(offered).getBytes(StandardCharsets.UTF_8);
      outbox.offer(new Message(TOPIC, "text/plain", payload, offered));
      offered++;
    }
  }

  private List<String> expected() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < offered; i++) {
      expected.add(String.valueOf(i));
    }
    return expected;
  }

  private void awaitDelivered() {
    await().atMost(Duration.ofSeconds(20)).until(() -> outbox.state().messages() == 0);
    assertThat(broker.distinctPayloads(TOPIC)).isEqualTo(expected());
    assertThat(outbox.state().dropped()).isZero();
    assertThat(outbox.state().delivered()).isEqualTo(offered);
  }

  @ParameterizedTest
  @EnumSource(MqttVersion.class)
  void messages_arrive_in_order(MqttVersion version) {
    uplink = uplinkTo(broker.address(), version);
    uplink.start();
    offer(500);
    awaitDelivered();

    assertThat(broker.received())
        .hasSize(500)
        .allMatch(m -> m.contentType().equals(version == MqttVersion.V5 ? "text/plain" : ""));
    assertThat(status.state()).isEqualTo(UplinkState.CONNECTED);
  }

  @Test
  void a_connection_that_is_cut_again_and_again_loses_nothing() {
    broker.cutEachConnectionAfter(37);
    uplink.start();
    offer(1000);
    awaitDelivered();

    assertThat(status.connections()).isGreaterThan(10);
  }

  @Test
  void nothing_leaves_the_outbox_before_it_is_acknowledged() {
    broker.acknowledge(false);
    uplink.start();
    offer(100);
    await().until(() -> broker.received().size() == QUICK.window());

    assertThat(outbox.state().messages()).isEqualTo(100);
    assertThat(outbox.state().delivered()).isZero();

    broker.acknowledge(true);
    broker.cutConnections();
    awaitDelivered();
  }

  @Test
  void pulling_the_plug_loses_nothing() {
    uplink.start();
    offer(200);
    await().until(() -> outbox.state().delivered() > 0);
    plug.pull(Duration.ofSeconds(60));
    await().until(() -> status.state() == UplinkState.CUT_OFF && broker.connections() == 0);
    int before = broker.received().size();
    offer(300);
    await().during(Duration.ofMillis(300)).until(() -> broker.received().size() == before);

    plug.putBack();
    awaitDelivered();
  }

  @Test
  void a_server_that_is_not_there_yet_is_waited_for() throws IOException {
    InetSocketAddress address = broker.address();
    broker.close();
    uplink = uplinkTo(address, MqttVersion.V3_1_1);
    uplink.start();
    offer(50);
    await().until(() -> status.state() == UplinkState.WAITING);
    assertThat(status.detail()).containsIgnoringCase("refused");

    broker = new TinyBroker(address.getPort());
    awaitDelivered();
  }

  @ParameterizedTest
  @EnumSource(MqttVersion.class)
  void a_wrong_token_is_said_clearly_and_tried_again(MqttVersion version) {
    broker.expectPassword("another");
    uplink = uplinkTo(broker.address(), version);
    uplink.start();
    offer(10);
    await().until(() -> status.state() == UplinkState.REFUSED);
    assertThat(status.detail()).contains("refused the token of 'gw'").doesNotContain("\"token\"");

    broker.expectPassword("token");
    awaitDelivered();
  }

  @Test
  void a_server_of_version_5_may_ask_for_a_smaller_window() {
    broker.limitReceiveMaximum(3);
    broker.acknowledge(false);
    uplink = uplinkTo(broker.address(), MqttVersion.V5);
    uplink.start();
    offer(100);

    await().during(Duration.ofMillis(300)).until(() -> broker.received().size() <= 3);
    assertThat(broker.received()).hasSize(3);
  }

  @Test
  void a_message_that_is_refused_stays_and_is_tried_again() {
    broker.refusePublishWith(0x97);
    uplink = uplinkTo(broker.address(), MqttVersion.V5);
    uplink.start();
    offer(10);
    await().until(() -> status.detail().contains("0x97"));
    assertThat(outbox.state().messages()).isEqualTo(10);

    broker.refusePublishWith(0);
    awaitDelivered();
  }

  @Test
  void a_quiet_gateway_pings_so_that_its_connection_stays() {
    uplink.start();
    await().until(() -> status.state() == UplinkState.CONNECTED);
    await()
        .during(Duration.ofMillis(2500))
        .atMost(Duration.ofSeconds(5))
        .until(() -> status.connections() == 1 && status.state() == UplinkState.CONNECTED);
    offer(1);
    awaitDelivered();
  }
}
