package io.millrace.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One bad device hurts nobody else. */
final class BadDevicesTest {
  private static final int HUGE = 10 << 20;

  @TempDir static Path folder;
  private static LiveServer server;
  private static Person owner;

  @BeforeAll
  static void start() {
    server = LiveServer.run(folder);
    owner = server.owner();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void garbage_is_acknowledged_and_kept_in_quarantine_with_its_reason() {
    Person.Device bad = owner.device("garbage");
    byte[] bytes = new byte[200];
    new Random(7).nextBytes(bytes);
    Mqtt3BlockingClient client = connect(bad);
    publish(client, "garbage", bytes);
    client.disconnect();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(owner.get("/api/v1/quarantine?source=" + bad.source()).path("items"))
                    .hasSize(1));
    goodDeviceIsHeard("beside-garbage");
  }

  @Test
  void a_message_beyond_the_limit_ends_the_connection_of_its_sender_alone() {
    Person.Device bad = owner.device("huge");
    Mqtt3BlockingClient client = connect(bad);
    try {
      publish(client, "huge", new byte[HUGE]);
    } catch (RuntimeException e) {
      // The server hung up in the middle of it, as it should.
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> !client.getState().isConnected());
    goodDeviceIsHeard("beside-huge");
  }

  @Test
  void law11_times_of_1970_and_2099_do_not_become_the_latest_value() {
    Person.Device bad = owner.device("no-clock");
    Mqtt3BlockingClient client = connect(bad);
    publish(client, "no-clock", text("{\"ts\":1000,\"values\":{\"v\":1}}"));
    publish(client, "no-clock", text("{\"ts\":4085000000000,\"values\":{\"v\":2}}"));
    client.disconnect();

    await().atMost(Duration.ofSeconds(20)).until(() -> !owner.unmappedPoint(bad, "v").isEmpty());
    String point = owner.unmappedPoint(bad, "v");
    await()
        .untilAsserted(
            () -> {
              JsonNode latest = owner.get("/api/v1/points/" + point + "/latest");
              assertThat(latest.path("value").asLong()).isEqualTo(2);
              assertThat(Instant.parse(latest.path("time").asString()))
                  .isCloseTo(
                      Instant.now(), org.assertj.core.api.Assertions.within(5, ChronoUnit.MINUTES));
              assertThat(latest.path("quality").asLong()).as("uncertain").isNotZero();
            });
  }

  private static void goodDeviceIsHeard(String name) {
    Person.Device good = owner.device(name);
    Mqtt3BlockingClient client = connect(good);
    publish(client, name, text("{\"values\":{\"v\":42}}"));
    client.disconnect();
    await().atMost(Duration.ofSeconds(20)).until(() -> !owner.unmappedPoint(good, "v").isEmpty());
  }

  private static Mqtt3BlockingClient connect(Person.Device device) {
    Mqtt3BlockingClient client =
        Mqtt3Client.builder()
            .identifier(device.name())
            .serverHost("127.0.0.1")
            .serverPort(server.mqttPort())
            .buildBlocking();
    client
        .connectWith()
        .simpleAuth()
        .username(device.name())
        .password(text(device.token()))
        .applySimpleAuth()
        .send();
    return client;
  }

  private static void publish(Mqtt3BlockingClient client, String topic, byte[] payload) {
    client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
