package io.millrace.broker.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import io.millrace.broker.support.FrontInABox;
import io.millrace.broker.support.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HiveMQ's client, in both versions. */
class HiveMqClientTest {
  private final FrontInABox box = new FrontInABox();

  @AfterEach
  void close() {
    box.close();
  }

  private Mqtt5ClientBuilder client5(String clientId, String token) {
    return MqttClient.builder()
        .useMqttVersion5()
        .identifier(clientId)
        .serverHost("127.0.0.1")
        .serverPort(box.port())
        .simpleAuth()
        .username("device")
        .password(token.getBytes(UTF_8))
        .applySimpleAuth();
  }

  private Mqtt3BlockingClient client3(String clientId) {
    return MqttClient.builder()
        .useMqttVersion3()
        .identifier(clientId)
        .serverHost("127.0.0.1")
        .serverPort(box.port())
        .simpleAuth()
        .username("device")
        .password("all".getBytes(UTF_8))
        .applySimpleAuth()
        .buildBlocking();
  }

  @ParameterizedTest
  @EnumSource(MqttQos.class)
  void mqtt_3_publishes_and_receives(MqttQos qos) throws InterruptedException {
    Mqtt3BlockingClient client = client3("three");
    client.connect();
    try (Mqtt3BlockingClient.Mqtt3Publishes messages =
        client.publishes(MqttGlobalPublishFilter.ALL)) {
      client.subscribeWith().topicFilter("plant/#").qos(MqttQos.EXACTLY_ONCE).send();

      client.publishWith().topic("plant/press/1").qos(qos).payload("x".getBytes(UTF_8)).send();

      assertThat(messages.receive(10, TimeUnit.SECONDS))
          .hasValueSatisfying(
              message -> {
                assertThat(message.getPayloadAsBytes()).isEqualTo("x".getBytes(UTF_8));
                assertThat(message.getQos()).isEqualTo(MqttQos.AT_MOST_ONCE);
              });
    }
    client.disconnect();
    assertThat(Stored.payloads(box.journal())).containsExactly("x");
  }

  @ParameterizedTest
  @EnumSource(MqttQos.class)
  void mqtt_5_publishes_and_receives_with_properties(MqttQos qos) throws InterruptedException {
    Mqtt5BlockingClient client = client5("five", "all").buildBlocking();
    client.connect();
    try (Mqtt5BlockingClient.Mqtt5Publishes messages =
        client.publishes(MqttGlobalPublishFilter.ALL)) {
      client.subscribeWith().topicFilter("plant/+/1").send();

      client
          .publishWith()
          .topic("plant/press/1")
          .qos(qos)
          .payload("x".getBytes(UTF_8))
          .contentType("text/plain")
          .responseTopic("answer")
          .correlationData("c".getBytes(UTF_8))
          .messageExpiryInterval(60)
          .userProperties()
          .add("a", "1")
          .add("a", "2")
          .applyUserProperties()
          .send();

      Optional<Mqtt5Publish> message = messages.receive(10, TimeUnit.SECONDS);
      assertThat(message).isPresent();
      assertThat(message.get().getContentType()).map(Object::toString).contains("text/plain");
      assertThat(message.get().getResponseTopic()).map(Object::toString).contains("answer");
      assertThat(message.get().getUserProperties().asList())
          .extracting(property -> property.getName() + "=" + property.getValue())
          .containsExactly("a=1", "a=2");
      assertThat(message.get().getMessageExpiryInterval().orElse(0)).isBetween(58L, 60L);
    }
    client.disconnect();
  }

  @Test
  void topic_aliases_are_used_and_understood() {
    Mqtt5BlockingClient client = client5("five", "all").buildBlocking();
    Mqtt5ConnAck connAck =
        client.connectWith().restrictions().sendTopicAliasMaximum(10).applyRestrictions().send();
    for (int i = 0; i < 40; i++) {
      client
          .publishWith()
          .topic("plant/press/" + i % 4)
          .qos(MqttQos.AT_LEAST_ONCE)
          .payload(Integer.toString(i).getBytes(UTF_8))
          .send();
    }
    client.disconnect();

    assertThat(connAck.getRestrictions().getTopicAliasMaximum()).isEqualTo(64);
    List<Stored> stored = Stored.messages(box.journal());
    assertThat(stored).hasSize(40);
    assertThat(stored)
        .allSatisfy(
            record ->
                assertThat(record.channel().name())
                    .isEqualTo("plant/press/" + Integer.parseInt(record.payload()) % 4));
  }

  @Test
  void refusals_arrive_with_their_reason() {
    Mqtt5BlockingClient stranger = client5("five", "unknown").buildBlocking();
    assertThatThrownBy(stranger::connect)
        .isInstanceOfSatisfying(
            Mqtt5ConnAckException.class,
            e -> {
              assertThat(e.getMqttMessage().getReasonCode().getCode()).isEqualTo(0x86);
              assertThat(e.getMqttMessage().getReasonString()).isPresent();
            });
    Mqtt5BlockingClient press = client5("five", "press").buildBlocking();
    press.connect();
    assertThatThrownBy(
            () -> press.publishWith().topic("plant/oven/1").qos(MqttQos.AT_LEAST_ONCE).send())
        .isInstanceOfSatisfying(
            Mqtt5PubAckException.class,
            e -> {
              assertThat(e.getMqttMessage().getReasonCode().getCode()).isEqualTo(0x87);
              assertThat(e.getMqttMessage().getReasonString())
                  .map(Object::toString)
                  .hasValueSatisfying(words -> assertThat(words).contains("may not publish"));
            });
    press.disconnect();
  }

  @Test
  void law1_a_client_that_keeps_its_state_has_each_message_stored_once_through_kills() {
    Mqtt5AsyncClient client =
        client5("steady", "all")
            .automaticReconnect()
            .initialDelay(20, TimeUnit.MILLISECONDS)
            .maxDelay(100, TimeUnit.MILLISECONDS)
            .applyAutomaticReconnect()
            .buildAsync();
    client.connectWith().cleanStart(false).sessionExpiryInterval(3_600).send().join();
    List<CompletableFuture<Mqtt5PublishResult>> results = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      results.add(
          client
              .publishWith()
              .topic("t")
              .qos(MqttQos.EXACTLY_ONCE)
              .payload(("m" + i).getBytes(UTF_8))
              .send());
      if (i % 150 == 100) {
        int seen = Stored.messages(box.journal()).size();
        await().until(() -> Stored.messages(box.journal()).size() > seen || allDone(results));
        box.kill();
        box.start();
      }
    }

    await().until(() -> allDone(results));

    assertThat(results).noneMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(Stored.payloads(box.journal()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 600).mapToObj(i -> "m" + i).toList());
    await().until(() -> client.getState().isConnected());
    client.disconnect().join();
  }

  private static boolean allDone(List<CompletableFuture<Mqtt5PublishResult>> results) {
    return results.stream().allMatch(CompletableFuture::isDone);
  }
}
