package io.millrace.broker.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.access.Admission;
import io.millrace.broker.access.AllowedFilters;
import io.millrace.broker.access.Identity;
import io.millrace.broker.support.FrontInABox;
import io.millrace.broker.support.RawClient;
import io.millrace.broker.support.TestIdentities;
import io.millrace.model.time.Times;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection does not outlive the credential that opened it. */
class CredentialEndTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final FrontInABox box = new FrontInABox();

  @AfterEach
  void close() {
    box.close();
  }

  private RawClient connected(MqttVersion version, String token) {
    RawClient client = box.client();
    client.connect(version, "a", connect -> connect.password(bytes(token)));
    return client;
  }

  private static byte[] bytes(String token) {
    return token.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void when_a_credential_expires_its_connection_ends() {
    box.identities.addUntil("visitor", box.clock.nowNs() + 2 * HOUR.toNanos());
    RawClient client = connected(MqttVersion.MQTT_5, "visitor");

    box.clock.advance(HOUR);
    client.ping();
    box.clock.advance(HOUR.plusSeconds(1));

    assertThat(RawClient.disconnectReason(client.expect(MqttMessageType.DISCONNECT)))
        .isEqualTo(0xa0);
    client.expectClosed();
    await()
        .untilAsserted(
            () ->
                assertThat(box.front().goneClients().getLast().sentence())
                    .isEqualTo("The credential has expired."));
  }

  @Test
  void an_mqtt_3_client_hears_nothing_but_the_end() {
    box.identities.addUntil("visitor", box.clock.nowNs() + HOUR.toNanos());
    RawClient client = connected(MqttVersion.MQTT_3_1_1, "visitor");

    box.clock.advance(HOUR);

    client.expectClosed();
  }

  @Test
  void an_expired_credential_opens_nothing() {
    box.identities.addUntil("visitor", box.clock.nowNs() - Times.SECOND);
    RawClient client = box.client();

    MqttConnAckMessage connAck =
        client.connect(MqttVersion.MQTT_5, "a", connect -> connect.password(bytes("visitor")));

    assertThat(connAck.variableHeader().connectReturnCode())
        .isEqualTo(MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD);
    client.expectClosed();
  }

  @Test
  void a_client_that_is_let_in_while_its_token_is_revoked_is_sent_away() throws Exception {
    CompletableFuture<Admission> answer = new CompletableFuture<>();
    CountDownLatch asked = new CountDownLatch(1);
    box.restartWith(
        credentials -> {
          asked.countDown();
          return answer;
        });
    RawClient client = box.client();
    client.sendConnect(MqttVersion.MQTT_5, "a", connect -> connect);
    client.sendBytes(client.encodePublish("t", "x"));
    asked.await();

    box.front().disconnectPrincipal("token:all");
    answer.complete(
        new Admission.Granted(
            new Identity(
                "token:all",
                TestIdentities.source("all"),
                AllowedFilters.of(List.of("#"), List.of("#")))));

    client.expect(MqttMessageType.CONNACK);
    assertThat(RawClient.disconnectReason(client.expect(MqttMessageType.DISCONNECT)))
        .isEqualTo(0x98);
    client.expectClosed();
    assertThat(box.journal().appends()).isZero();
  }
}
