package io.millrace.broker.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.settings.RetainedLimits;
import io.millrace.broker.support.FrontInABox;
import io.millrace.broker.support.RawClient;
import io.millrace.broker.support.Stored;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption.RetainedHandlingPolicy;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retained messages: 3.3.1.3, 3.8.3.1, 3.8.4. */
class RetainedTest {
  private final FrontInABox box =
      new FrontInABox(settings -> settings.with(new RetainedLimits(2_000, 1 << 20)));
  private RawClient client = box.client();

  @BeforeEach
  void connect() {
    client.connect(MqttVersion.MQTT_5, "a");
  }

  @AfterEach
  void close() {
    box.close();
  }

  private void retain(String topic, int qos, String payload) {
    client.publish(topic, qos, 1, payload, publish -> publish.retained(true));
    switch (qos) {
      case 1 -> client.expect(MqttMessageType.PUBACK);
      case 2 -> {
        client.expect(MqttMessageType.PUBREC);
        client.release(1).expect(MqttMessageType.PUBCOMP);
      }
      default -> client.ping();
    }
  }

  private RawClient subscriber(String filter) {
    RawClient subscriber = box.client();
    subscriber.connect(MqttVersion.MQTT_5, "");
    subscriber.subscribe(filter);
    return subscriber;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void a_new_subscription_begins_with_the_newest_retained_message(int qos) {
    retain("plant/press/1", qos, "old");
    retain("plant/press/1", qos, "new");
    if (qos == 0) {
      await().until(() -> Stored.messages(box.journal()).size() == 2);
    }

    MqttPublishMessage message = subscriber("plant/#").expectMessage("new");

    assertThat(message.fixedHeader().isRetain()).isTrue();
    assertThat(message.fixedHeader().qosLevel()).isEqualTo(MqttQoS.AT_MOST_ONCE);
  }

  @Test
  void a_client_finds_what_it_has_just_retained_itself() {
    for (int i = 0; i < 50; i++) {
      client.publish("t/" + i, 0, 0, "v" + i, publish -> publish.retained(true));
      client.subscribe("t/" + i);
      assertThat(client.expectMessage("v" + i).fixedHeader().isRetain()).isTrue();
    }
  }

  @Test
  void clause_3_3_1_6_an_empty_payload_removes_the_retained_message() {
    retain("t", 1, "x");
    retain("t", 1, "");

    RawClient subscriber = subscriber("t");
    subscriber.ping();

    assertThat(Stored.payloads(box.journal())).containsExactly("x", "");
    await().until(() -> box.front().statistics().retained().messages() == 0);
  }

  @Test
  void clause_3_3_1_8_a_message_without_the_flag_leaves_the_retained_one() {
    retain("t", 1, "kept");
    client.publish("t", 1, 1, "passing").expect(MqttMessageType.PUBACK);

    subscriber("t").expectMessage("kept");
  }

  @Test
  void clause_4_7_2_1_wildcards_do_not_reach_into_other_topics() {
    retain("a", 1, "1");
    retain("a/b", 1, "2");
    retain("b/b", 1, "3");

    RawClient below = subscriber("a/#");
    assertThat(texts(below, 2)).containsExactlyInAnyOrder("1", "2");
    below.ping();
    RawClient beside = subscriber("+/b");
    assertThat(texts(beside, 2)).containsExactlyInAnyOrder("2", "3");
    beside.ping();
  }

  private static String text(RawClient client) {
    return client.expectMessage().payload().toString(StandardCharsets.UTF_8);
  }

  private static Set<String> texts(RawClient client, int count) {
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < count; i++) {
      texts.add(text(client));
    }
    return texts;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void retained_messages_survive_the_server(boolean killed) {
    retain("t", 1, "x");
    retain("gone", 1, "y");
    retain("gone", 1, "");
    if (killed) {
      box.kill();
    } else {
      box.stop();
    }
    box.start();

    RawClient subscriber = subscriber("#");
    subscriber.expectMessage("x");
    subscriber.ping();
  }

  @Test
  void properties_are_retained_and_the_expiry_counts_down() {
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.UserProperty("a", "1"));
    properties.add(new MqttProperties.UserProperty("a", "2"));
    properties.add(
        new MqttProperties.IntegerProperty(MqttProperties.PUBLICATION_EXPIRY_INTERVAL, 100));
    client
        .publish("t", 1, 1, "x", publish -> publish.retained(true).properties(properties))
        .expect(MqttMessageType.PUBACK);
    box.kill();
    box.clock.advance(Duration.ofSeconds(40));
    box.start();

    MqttProperties got = subscriber("t").expectMessage("x").variableHeader().properties();

    assertThat(RawClient.number(got, MqttProperties.PUBLICATION_EXPIRY_INTERVAL)).isBetween(58, 60);
    assertThat(got.getProperty(MqttProperties.USER_PROPERTY).toString())
        .contains("a->1")
        .contains("a->2");
    box.clock.advance(Duration.ofSeconds(70));
    subscriber("t").ping();
  }

  @Test
  void clause_3_8_4_8_to_10_retain_handling_decides_when_retained_messages_come() {
    retain("t", 1, "x");
    RawClient subscriber = box.client();
    subscriber.connect(MqttVersion.MQTT_5, "b");

    subscribe(subscriber, RetainedHandlingPolicy.DONT_SEND_AT_SUBSCRIBE);
    subscriber.ping();
    subscribe(subscriber, RetainedHandlingPolicy.SEND_AT_SUBSCRIBE_IF_NOT_YET_EXISTS);
    subscriber.ping();
    subscribe(subscriber, RetainedHandlingPolicy.SEND_AT_SUBSCRIBE);
    subscriber.expectMessage("x");

    RawClient other = box.client();
    other.connect(MqttVersion.MQTT_5, "c");
    subscribe(other, RetainedHandlingPolicy.SEND_AT_SUBSCRIBE_IF_NOT_YET_EXISTS);
    other.expectMessage("x");
  }

  private static void subscribe(RawClient client, RetainedHandlingPolicy handling) {
    client.send(
        MqttMessageBuilders.subscribe()
            .messageId(1)
            .addSubscription(
                "t", new MqttSubscriptionOption(MqttQoS.AT_MOST_ONCE, false, false, handling))
            .build());
    client.expect(MqttMessageType.SUBACK);
  }

  @Test
  void law2_retained_and_live_messages_meet_without_gap_or_repetition() {
    int last = 400;
    Thread publisher =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 1; i <= last; i++) {
                    retain("t", 1, Integer.toString(i));
                  }
                });
    while (publisher.isAlive()) {
      RawClient subscriber = subscriber("t");
      int expected = Integer.parseInt(text(subscriber));
      for (int i = 0; i < 20 && expected < last; i++) {
        expected++;
        subscriber.expectMessage(Integer.toString(expected));
      }
      subscriber.close();
    }
  }

  @Test
  void a_thousand_retained_messages_all_come() {
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      client.publish("many/" + i, 1, 1 + i, "p" + i, publish -> publish.retained(true));
      expected.add("p" + i);
    }
    for (int i = 0; i < 1_000; i++) {
      client.expect(MqttMessageType.PUBACK);
    }

    RawClient subscriber = subscriber("many/+");

    assertThat(texts(subscriber, 1_000)).isEqualTo(expected);
  }

  @Test
  void beyond_the_limit_a_message_is_stored_and_delivered_but_not_retained() {
    RawClient live = subscriber("big/#");
    for (int i = 0; i < 5; i++) {
      retain("big/" + i, 1, Character.toString('a' + i).repeat(300_000));
    }

    for (int i = 0; i < 5; i++) {
      live.expectMessage();
    }
    await().until(() -> box.front().statistics().retained().refused() == 2);
    assertThat(box.front().statistics().retained().messages()).isEqualTo(3);
    assertThat(Stored.messages(box.journal())).hasSize(5);
  }
}
