package io.millrace.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a credential does not allow does not happen, on any way in. */
final class RightsTest {
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
  void a_token_of_one_site_receives_nothing_by_mqtt() {
    String site =
        owner
            .post("/api/v1/assets", Map.of("name", "North", "level", "site"))
            .path("id")
            .asString();
    Person.Device gateway = owner.device("north-gateway");
    JsonNode token =
        owner.post(
            "/api/v1/tokens",
            Map.of(
                "label",
                "north",
                "site",
                site,
                "scopes",
                List.of("INGEST", "SUBSCRIBE"),
                "source",
                gateway.source()));
    Mqtt3BlockingClient client = connect("north", token.path("text").asString());
    assertThatThrownBy(() -> client.subscribeWith().topicFilter("#").send())
        .isInstanceOf(Mqtt3SubAckException.class);
    client.disconnect();
  }

  @Test
  void a_source_that_is_taken_out_of_use_is_sent_away_and_not_let_in_again() {
    Person.Device old = owner.device("old-press");
    Mqtt3BlockingClient client = connect("old-press", old.token());
    assertThat(client.getState().isConnected()).isTrue();
    owner.change("/api/v1/sources/" + old.source() + "/retire", 1);

    await().atMost(Duration.ofSeconds(20)).until(() -> !client.getState().isConnected());
    assertThat(owner.ingest(old, "old-press", "{\"v\":1}")).isEqualTo(403);
  }

  private static Mqtt3BlockingClient connect(String id, String token) {
    Mqtt3BlockingClient client =
        Mqtt3Client.builder()
            .identifier(id)
            .serverHost("127.0.0.1")
            .serverPort(server.mqttPort())
            .buildBlocking();
    client
        .connectWith()
        .simpleAuth()
        .username(id)
        .password(token.getBytes(StandardCharsets.UTF_8))
        .applySimpleAuth()
        .send();
    return client;
  }
}
