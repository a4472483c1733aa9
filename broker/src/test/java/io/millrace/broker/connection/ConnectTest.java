package io.millrace.broker.connection;

import static io.netty.handler.codec.mqtt.MqttProperties.ASSIGNED_CLIENT_IDENTIFIER;
import static io.netty.handler.codec.mqtt.MqttProperties.MAXIMUM_PACKET_SIZE;
import static io.netty.handler.codec.mqtt.MqttProperties.MAXIMUM_QOS;
import static io.netty.handler.codec.mqtt.MqttProperties.REASON_STRING;
import static io.netty.handler.codec.mqtt.MqttProperties.RECEIVE_MAXIMUM;
import static io.netty.handler.codec.mqtt.MqttProperties.RETAIN_AVAILABLE;
import static io.netty.handler.codec.mqtt.MqttProperties.SERVER_KEEP_ALIVE;
import static io.netty.handler.codec.mqtt.MqttProperties.SESSION_EXPIRY_INTERVAL;
import static io.netty.handler.codec.mqtt.MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE;
import static io.netty.handler.codec.mqtt.MqttProperties.SUBSCRIPTION_IDENTIFIER_AVAILABLE;
import static io.netty.handler.codec.mqtt.MqttProperties.TOPIC_ALIAS_MAXIMUM;
import static io.netty.handler.codec.mqtt.MqttProperties.WILDCARD_SUBSCRIPTION_AVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.access.Admission;
import io.millrace.broker.settings.ConnectionLimits;
import io.millrace.broker.settings.PacketLimits;
import io.millrace.broker.support.FrontInABox;
import io.millrace.broker.support.RawClient;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectTest {
  private final FrontInABox box =
      new FrontInABox(
          settings -> settings.with(new ConnectionLimits(3, 2, 10_000, 60_000, 600, 64)));
  private final RawClient client = box.client();

  @AfterEach
  void close() {
    box.close();
  }

  private static MqttProperties properties(MqttConnAckMessage connAck) {
    return connAck.variableHeader().properties();
  }

  private static MqttConnectReturnCode code(MqttConnAckMessage connAck) {
    return connAck.variableHeader().connectReturnCode();
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
  void a_client_with_a_good_token_gets_in(MqttVersion version) {
    MqttConnAckMessage connAck = client.connect(version, "a");

    assertThat(code(connAck)).isEqualTo(MqttConnectReturnCode.CONNECTION_ACCEPTED);
    assertThat(connAck.variableHeader().isSessionPresent()).isFalse();
    assertThat(box.front().clients())
        .singleElement()
        .satisfies(
            info -> {
              assertThat(info.clientId()).isEqualTo("a");
              assertThat(info.principal()).isEqualTo("token:all");
            });
  }

  @Test
  void the_token_may_come_as_the_user_name_alone() {
    MqttConnAckMessage connAck =
        client.connect(
            MqttVersion.MQTT_3_1_1,
            "a",
            connect -> connect.username("all").password((byte[]) null).hasPassword(false));

    assertThat(code(connAck)).isEqualTo(MqttConnectReturnCode.CONNECTION_ACCEPTED);
  }

  @Test
  void a_wrong_token_is_refused_in_the_words_of_each_version() {
    MqttConnAckMessage v3 =
        client.connect(MqttVersion.MQTT_3_1_1, "a", connect -> connect.password(bytes("wrong")));
    client.expectClosed();
    RawClient other = box.client();
    MqttConnAckMessage v5 =
        other.connect(MqttVersion.MQTT_5, "a", connect -> connect.password(bytes("wrong")));
    other.expectClosed();

    assertThat(code(v3))
        .isEqualTo(MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD);
    assertThat(code(v5))
        .isEqualTo(MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD);
    assertThat(RawClient.text(properties(v5), REASON_STRING)).contains("credentials");
  }

  @Test
  void without_credentials_nobody_gets_in() {
    MqttConnAckMessage connAck =
        client.connect(
            MqttVersion.MQTT_5,
            "a",
            connect ->
                connect.hasUser(false).username(null).hasPassword(false).password((byte[]) null));

    assertThat(code(connAck).byteValue()).isEqualTo((byte) 0x86);
    client.expectClosed();
  }

  @Test
  void when_identities_cannot_be_asked_the_answer_is_no() {
    box.restartWith(credentials -> CompletableFuture.failedFuture(new IllegalStateException()));
    RawClient late = box.client();

    assertThat(code(late.connect(MqttVersion.MQTT_5, "a")).byteValue()).isEqualTo((byte) 0x88);
    late.expectClosed();
  }

  @Test
  void packets_behind_connect_wait_for_the_slow_answer() {
    CompletableFuture<Admission> answer = new CompletableFuture<>();
    box.restartWith(credentials -> answer);
    RawClient eager = box.client();
    eager.sendConnect(MqttVersion.MQTT_5, "a", connect -> connect).sendHex("c000 c000");

    assertThat(eager.isQuiet(Duration.ofMillis(100))).isTrue();
    answer.complete(new Admission.Forbidden());

    MqttConnAckMessage connAck = (MqttConnAckMessage) eager.expect(MqttMessageType.CONNACK);
    assertThat(code(connAck).byteValue()).isEqualTo((byte) 0x87);
    eager.expectClosed();
  }

  @Test
  void connack_states_the_real_limits() {
    MqttProperties properties = properties(client.connect(MqttVersion.MQTT_5, "a"));

    assertThat(RawClient.number(properties, RECEIVE_MAXIMUM))
        .isEqualTo(PacketLimits.DEFAULTS.receiveMaximum());
    assertThat(RawClient.number(properties, MAXIMUM_PACKET_SIZE))
        .isEqualTo(PacketLimits.DEFAULTS.maxPacketBytes());
    assertThat(RawClient.number(properties, TOPIC_ALIAS_MAXIMUM))
        .isEqualTo(PacketLimits.DEFAULTS.topicAliasMaximum());
    assertThat(RawClient.number(properties, SERVER_KEEP_ALIVE)).isEqualTo(600);
    assertThat(properties.getProperty(SHARED_SUBSCRIPTION_AVAILABLE).value()).isEqualTo(0);
    // Absent means available (3.2.2.3.5 and following).
    assertThat(properties.getProperty(MAXIMUM_QOS)).isNull();
    assertThat(properties.getProperty(RETAIN_AVAILABLE)).isNull();
    assertThat(properties.getProperty(WILDCARD_SUBSCRIPTION_AVAILABLE)).isNull();
    assertThat(properties.getProperty(SUBSCRIPTION_IDENTIFIER_AVAILABLE)).isNull();
    assertThat(properties.getProperty(ASSIGNED_CLIENT_IDENTIFIER)).isNull();
    assertThat(properties.getProperty(SESSION_EXPIRY_INTERVAL)).isNull();
  }

  @Test
  void a_session_expiry_beyond_the_limit_is_cut_and_said() {
    MqttProperties wish = new MqttProperties();
    wish.add(new MqttProperties.IntegerProperty(SESSION_EXPIRY_INTERVAL, -1));

    MqttConnAckMessage connAck =
        client.connect(MqttVersion.MQTT_5, "a", connect -> connect.properties(wish));

    assertThat(RawClient.number(properties(connAck), SESSION_EXPIRY_INTERVAL)).isEqualTo(604_800);
  }

  @Test
  void a_keep_alive_within_the_limit_is_the_clients_own() {
    MqttConnAckMessage connAck =
        client.connect(MqttVersion.MQTT_5, "a", connect -> connect.keepAlive(30));

    assertThat(properties(connAck).getProperty(SERVER_KEEP_ALIVE)).isNull();
    assertThat(box.front().clients()).singleElement().matches(info -> info.keepAliveS() == 30);
  }

  @Test
  void clause_3_1_3_6_the_server_names_a_client_without_a_name() {
    String first =
        RawClient.text(
            properties(client.connect(MqttVersion.MQTT_5, "")), ASSIGNED_CLIENT_IDENTIFIER);
    String second =
        RawClient.text(
            properties(box.client().connect(MqttVersion.MQTT_5, "")), ASSIGNED_CLIENT_IDENTIFIER);

    assertThat(first).isNotEmpty().isNotEqualTo(second);
  }

  @Test
  void clause_v3_3_1_3_8_a_nameless_client_that_wants_a_lasting_session_is_refused() {
    MqttConnAckMessage connAck =
        client.connect(MqttVersion.MQTT_3_1_1, "", connect -> connect.cleanSession(false));

    assertThat(code(connAck))
        .isEqualTo(MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED);
    client.expectClosed();
  }

  @Test
  void clause_v3_3_1_3_7_a_nameless_client_with_a_clean_session_gets_in() {
    assertThat(code(client.connect(MqttVersion.MQTT_3_1_1, "")))
        .isEqualTo(MqttConnectReturnCode.CONNECTION_ACCEPTED);
  }

  @Test
  void a_client_identifier_beyond_the_limit_is_refused() {
    MqttConnAckMessage connAck = client.connect(MqttVersion.MQTT_5, "x".repeat(65));

    assertThat(code(connAck).byteValue()).isEqualTo((byte) 0x85);
  }

  @Test
  void clause_4_12_an_authentication_method_is_refused() {
    MqttProperties method = new MqttProperties();
    method.add(
        new MqttProperties.StringProperty(MqttProperties.AUTHENTICATION_METHOD, "SCRAM-SHA-256"));

    MqttConnAckMessage connAck =
        client.connect(MqttVersion.MQTT_5, "a", connect -> connect.properties(method));

    assertThat(code(connAck).byteValue()).isEqualTo((byte) 0x8c);
  }

  @Test
  void clause_3_1_2_2_a_version_that_is_not_spoken_is_refused_with_a_word() {
    client.sendHex("10 0c 0004 4d515454 06 02 0000 0000");

    MqttConnAckMessage connAck = (MqttConnAckMessage) client.expect(MqttMessageType.CONNACK);
    assertThat(code(connAck))
        .isEqualTo(MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION);
    client.expectClosed();
  }

  @Test
  void clause_3_1_0_1_a_first_packet_that_is_not_connect_ends_the_connection() {
    client.sendHex("c000").expectClosed();
  }

  @Test
  void clause_3_1_0_2_a_second_connect_ends_the_connection() {
    client.connect(MqttVersion.MQTT_5, "a");

    client.sendConnect(MqttVersion.MQTT_5, "a", connect -> connect);

    assertThat(RawClient.disconnectReason(client.expect(MqttMessageType.DISCONNECT)))
        .isEqualTo(0x82);
    client.expectClosed();
  }

  @Test
  void a_will_on_a_topic_that_is_not_allowed_is_refused() {
    MqttConnAckMessage connAck =
        client.connect(
            MqttVersion.MQTT_5,
            "a",
            connect ->
                connect
                    .password(bytes("press"))
                    .willFlag(true)
                    .willTopic("plant/oven/1")
                    .willMessage(bytes("gone")));

    assertThat(code(connAck).byteValue()).isEqualTo((byte) 0x87);
  }

  @Test
  void one_principal_and_all_together_have_a_limit_of_connections() {
    client.connect(MqttVersion.MQTT_5, "a");
    box.client().connect(MqttVersion.MQTT_5, "b");

    MqttConnAckMessage third = box.client().connect(MqttVersion.MQTT_5, "c");
    assertThat(code(third).byteValue()).isEqualTo((byte) 0x97);

    box.client().connect(MqttVersion.MQTT_5, "c", connect -> connect.password(bytes("press")));
    MqttConnAckMessage fourth =
        box.client()
            .connect(MqttVersion.MQTT_5, "d", connect -> connect.password(bytes("nothing")));
    assertThat(code(fourth).byteValue()).isEqualTo((byte) 0x89);

    client.close();
    await()
        .untilAsserted(
            () ->
                assertThat(
                        code(
                            box.client()
                                .connect(
                                    MqttVersion.MQTT_5,
                                    "d",
                                    connect -> connect.password(bytes("nothing")))))
                    .isEqualTo(MqttConnectReturnCode.CONNECTION_ACCEPTED));
  }

  @Test
  void who_sends_no_connect_is_not_waited_for_long() {
    client.sendHex("10");
    // The server may accept the connection only after a step: then the next one ends it.
    await()
        .until(
            () -> {
              box.clock.advance(Duration.ofSeconds(11));
              return client.hasEnded();
            });
    client.expectClosed();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
