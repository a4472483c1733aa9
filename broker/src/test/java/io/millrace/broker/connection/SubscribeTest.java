package io.millrace.broker.connection;

import static io.netty.handler.codec.mqtt.MqttProperties.REASON_STRING;
import static io.netty.handler.codec.mqtt.MqttProperties.SUBSCRIPTION_IDENTIFIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.settings.PacketLimits;
import io.millrace.broker.settings.SessionLimits;
import io.millrace.broker.support.FrontInABox;
import io.millrace.broker.support.RawClient;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption.RetainedHandlingPolicy;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Live subscriptions: 3.8 to 3.11, 4.7. */
class SubscribeTest {
  private final FrontInABox box =
      new FrontInABox(
          settings ->
              settings
                  .with(new SessionLimits(3_600, 10, 10, 6, 4))
                  .with(new PacketLimits(1 << 20, 40, 5, 100, 10)));
  private final RawClient client = box.client();

  @AfterEach
  void close() {
    box.close();
  }

  private static MqttSubscriptionOption option(boolean noLocal, boolean retainAsPublished) {
    return new MqttSubscriptionOption(
        MqttQoS.EXACTLY_ONCE, noLocal, retainAsPublished, RetainedHandlingPolicy.SEND_AT_SUBSCRIBE);
  }

  private static List<Integer> codes(MqttMessage subAck) {
    return ((MqttSubAckMessage) subAck).payload().reasonCodes();
  }

  private MqttMessage subscribe(String... filters) {
    MqttMessageBuilders.SubscribeBuilder builder = MqttMessageBuilders.subscribe().messageId(9);
    for (String filter : filters) {
      builder.addSubscription(MqttQoS.EXACTLY_ONCE, filter);
    }
    client.send(builder.build());
    return client.expect(MqttMessageType.SUBACK);
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
  void subscriptions_are_granted_at_qos_0_whatever_is_asked_for(MqttVersion version) {
    client.connect(version, "a");

    MqttMessage subAck = subscribe("a/b", "plant/#");

    assertThat(codes(subAck)).containsExactly(0, 0);
    assertThat(RawClient.packetId(subAck)).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void what_is_published_at_any_qos_arrives_at_qos_0_without_retain(int qos) {
    client.connect(MqttVersion.MQTT_3_1_1, "a");
    subscribe("plant/+/1");
    RawClient publisher = box.client();
    publisher.connect(MqttVersion.MQTT_5, "b");

    publisher.publish("plant/press/1", qos, 3, "x", publish -> publish.retained(true));

    MqttPublishMessage message = client.expectMessage("x");
    assertThat(message.variableHeader().topicName()).isEqualTo("plant/press/1");
    assertThat(message.fixedHeader().qosLevel()).isEqualTo(MqttQoS.AT_MOST_ONCE);
    assertThat(message.fixedHeader().isRetain()).isFalse();
  }

  @Test
  void law2_nothing_is_delivered_that_is_not_durable() {
    client.connect(MqttVersion.MQTT_5, "a");
    subscribe("t");
    box.journal().hold();

    client.publish("t", 0, 0, "x");
    await().until(() -> box.journal().appends() == 1);
    assertThat(client.isQuiet(Duration.ofMillis(150))).isTrue();
    box.journal().letThrough();

    client.expectMessage("x");
  }

  @Test
  void messages_arrive_in_the_order_of_their_publisher() {
    client.connect(MqttVersion.MQTT_5, "a");
    subscribe("#");
    RawClient publisher = box.client();
    publisher.connect(MqttVersion.MQTT_3_1_1, "b");

    for (int i = 0; i < 300; i++) {
      publisher.publish("t/" + i % 7, i % 2, 1 + i, "m" + i);
    }

    for (int i = 0; i < 300; i++) {
      client.expectMessage("m" + i);
    }
  }

  @Test
  void clause_3_3_4_2_overlapping_subscriptions_bring_a_message_once_with_all_identifiers() {
    client.connect(MqttVersion.MQTT_5, "a");
    subscribeWithId("plant/#", 268_435_455);
    subscribeWithId("plant/+/1", 7);
    subscribe("plant/press/1");

    client.publish("plant/press/1", 0, 0, "x");

    MqttPublishMessage message = client.expectMessage("x");
    assertThat(RawClient.numbers(message.variableHeader().properties(), SUBSCRIPTION_IDENTIFIER))
        .containsExactlyInAnyOrder(268_435_455, 7);
    client.ping();
  }

  private void subscribeWithId(String filter, int id) {
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.IntegerProperty(SUBSCRIPTION_IDENTIFIER, id));
    client.send(
        MqttMessageBuilders.subscribe()
            .messageId(1)
            .properties(properties)
            .addSubscription(MqttQoS.AT_MOST_ONCE, filter)
            .build());
    client.expect(MqttMessageType.SUBACK);
  }

  @Test
  void clause_3_8_3_3_no_local_leaves_out_what_the_client_itself_publishes() {
    client.connect(MqttVersion.MQTT_5, "a");
    client.send(
        MqttMessageBuilders.subscribe()
            .messageId(1)
            .addSubscription("t", option(true, false))
            .build());
    client.expect(MqttMessageType.SUBACK);
    RawClient other = box.client();
    other.connect(MqttVersion.MQTT_5, "b");

    client.publish("t", 1, 1, "own").expect(MqttMessageType.PUBACK);
    other.publish("t", 0, 0, "other's");

    client.expectMessage("other's");
  }

  @Test
  void clause_3_8_3_1_retain_as_published_keeps_the_flag() {
    client.connect(MqttVersion.MQTT_5, "a");
    client.send(
        MqttMessageBuilders.subscribe()
            .messageId(1)
            .addSubscription("t", option(false, true))
            .build());
    client.expect(MqttMessageType.SUBACK);

    client.publish("t", 0, 0, "plain");
    client.publish("t", 0, 0, "kept", publish -> publish.retained(true));

    assertThat(client.expectMessage("plain").fixedHeader().isRetain()).isFalse();
    assertThat(client.expectMessage("kept").fixedHeader().isRetain()).isTrue();
  }

  @Test
  void clauses_3_3_2_4_to_18_properties_travel_unchanged() {
    client.connect(MqttVersion.MQTT_5, "a");
    subscribe("t");
    MqttProperties sent = new MqttProperties();
    sent.add(new MqttProperties.IntegerProperty(MqttProperties.PAYLOAD_FORMAT_INDICATOR, 1));
    sent.add(new MqttProperties.StringProperty(MqttProperties.CONTENT_TYPE, "text/plain"));
    sent.add(new MqttProperties.StringProperty(MqttProperties.RESPONSE_TOPIC, "answers/a"));
    sent.add(
        new MqttProperties.BinaryProperty(MqttProperties.CORRELATION_DATA, new byte[] {9, 0, 8}));
    sent.add(new MqttProperties.UserProperty("z", "1"));
    sent.add(new MqttProperties.UserProperty("a", "2"));
    sent.add(new MqttProperties.UserProperty("z", "3"));

    client.publish("t", 0, 0, "x", publish -> publish.properties(sent));

    MqttProperties got = client.expectMessage("x").variableHeader().properties();
    assertThat(got.getProperty(MqttProperties.PAYLOAD_FORMAT_INDICATOR).value()).isEqualTo(1);
    assertThat(RawClient.text(got, MqttProperties.CONTENT_TYPE)).isEqualTo("text/plain");
    assertThat(RawClient.text(got, MqttProperties.RESPONSE_TOPIC)).isEqualTo("answers/a");
    assertThat((byte[]) got.getProperty(MqttProperties.CORRELATION_DATA).value())
        .containsExactly(9, 0, 8);
    assertThat(got.getProperty(MqttProperties.USER_PROPERTY).toString())
        .isEqualTo(sent.getProperty(MqttProperties.USER_PROPERTY).toString());
  }

  @Test
  void permissions_to_subscribe_are_denied_unless_given() {
    client.connect(
        MqttVersion.MQTT_5,
        "a",
        connect -> connect.password("press".getBytes(StandardCharsets.UTF_8)));

    MqttMessage subAck =
        subscribe("plant/press/1/state", "plant/press/+/state", "plant/press/#", "#");

    assertThat(codes(subAck)).containsExactly(0, 0, 0x87, 0x87);
    MqttProperties properties =
        ((MqttMessageIdAndPropertiesVariableHeader) subAck.variableHeader()).properties();
    assertThat(RawClient.text(properties, REASON_STRING)).contains("not served");
  }

  @Test
  void mqtt_3_has_one_code_for_every_refusal() {
    client.connect(
        MqttVersion.MQTT_3_1_1,
        "a",
        connect -> connect.password("nothing".getBytes(StandardCharsets.UTF_8)));

    assertThat(codes(subscribe("a", "$share/g/a"))).containsExactly(0x80, 0x80);
  }

  @Test
  void shared_subscriptions_are_refused_by_their_own_code() {
    client.connect(MqttVersion.MQTT_5, "a");

    assertThat(codes(subscribe("$share/group/t", "t"))).containsExactly(0x9e, 0);
  }

  @Test
  void limits_on_filters_and_their_number_have_codes() {
    client.connect(MqttVersion.MQTT_5, "a");

    assertThat(codes(subscribe("x".repeat(41), "1/2/3/4/5/6", "1/2/3/4/5")))
        .containsExactly(0x8f, 0x8f, 0);
    assertThat(codes(subscribe("a", "b", "c", "d"))).containsExactly(0, 0, 0, 0x97);
    assertThat(codes(subscribe("a"))).containsExactly(0);
    RawClient other = box.client();
    other.connect(MqttVersion.MQTT_5, "b");
    other.subscribe("a");
    other.subscribe("b");
    assertThat(codes(other.subscribe("c"))).containsExactly(0x97);

    client.close();
    await().until(() -> box.front().statistics().subscriptions() == 2);
    assertThat(codes(other.subscribe("c"))).containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/#/b", "a#", "a/b+", "+a", ""})
  void clause_4_7_1_a_filter_that_is_none_ends_the_connection(String filter) {
    client.connect(MqttVersion.MQTT_5, "a");

    client.send(
        MqttMessageBuilders.subscribe()
            .messageId(1)
            .addSubscription(MqttQoS.AT_MOST_ONCE, filter)
            .build());

    assertThat(RawClient.disconnectReason(client.expect(MqttMessageType.DISCONNECT)))
        .isEqualTo(0x8f);
    client.expectClosed();
  }

  @Test
  void clause_3_10_4_unsubscribe_ends_delivery_and_says_what_there_was() {
    client.connect(MqttVersion.MQTT_5, "a");
    subscribe("a", "b");

    client.send(
        MqttMessageBuilders.unsubscribe()
            .messageId(4)
            .addTopicFilter("a")
            .addTopicFilter("never")
            .build());
    MqttUnsubAckMessage unsubAck = (MqttUnsubAckMessage) client.expect(MqttMessageType.UNSUBACK);
    client.publish("a", 0, 0, "no").publish("b", 0, 0, "yes");

    assertThat(unsubAck.payload().unsubscribeReasonCodes())
        .containsExactly((short) 0, (short) 0x11);
    client.expectMessage("yes");
  }

  @Test
  void clause_3_8_4_3_subscribing_again_replaces_the_subscription() {
    client.connect(MqttVersion.MQTT_5, "a");
    subscribeWithId("t", 1);
    subscribeWithId("t", 2);

    client.publish("t", 0, 0, "x");

    MqttProperties got = client.expectMessage("x").variableHeader().properties();
    assertThat(RawClient.number(got, SUBSCRIPTION_IDENTIFIER)).isEqualTo(2);
    client.ping();
    assertThat(box.front().statistics().subscriptions()).isEqualTo(1);
  }

  @Test
  void a_message_that_expired_on_its_way_is_not_delivered() {
    client.connect(MqttVersion.MQTT_5, "a");
    subscribe("t");
    MqttProperties expiry = new MqttProperties();
    expiry.add(new MqttProperties.IntegerProperty(MqttProperties.PUBLICATION_EXPIRY_INTERVAL, 30));
    box.journal().hold();
    client.publish("t", 0, 0, "late", publish -> publish.properties(expiry)).ping();
    box.clock.advance(Duration.ofSeconds(31));
    client.publish("t", 0, 0, "young", publish -> publish.properties(expiry)).ping();
    box.clock.advance(Duration.ofSeconds(10));
    box.journal().release();

    MqttProperties got = client.expectMessage("young").variableHeader().properties();
    assertThat(RawClient.number(got, MqttProperties.PUBLICATION_EXPIRY_INTERVAL)).isBetween(19, 20);
  }

  @Test
  void clause_3_1_2_24_a_packet_larger_than_the_client_takes_is_not_sent() {
    MqttProperties small = new MqttProperties();
    small.add(new MqttProperties.IntegerProperty(MqttProperties.MAXIMUM_PACKET_SIZE, 200));
    client.connect(MqttVersion.MQTT_5, "a", connect -> connect.properties(small));
    subscribe("t");

    client.publish("t", 0, 0, "x".repeat(250));
    client.publish("t", 0, 0, "small");

    client.expectMessage("small");
    await().until(() -> box.front().statistics().clients().messagesDropped() == 1);
  }
}
