package io.millrace.web.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.connection.ClientInfo;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.SourceSpec;
import io.millrace.security.authorisation.Role;
import io.millrace.web.testing.DataRoutes;
import io.millrace.web.testing.OpenedWeb;
import io.millrace.web.testing.WebClient;
import io.millrace.web.testing.WebResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** How the server does, through the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationRoutesTest {
  private final DataRoutes.ListedClients clients = new DataRoutes.ListedClients();
  private OpenedWeb web;
  private WebClient owner;
  private SourceId source;

  @BeforeAll
  void open() {
    web = new OpenedWeb(plant -> DataRoutes.all(plant, clients));
    owner = web.owner();
    source =
        web.plant
            .registry
            .sources()
            .create(web.plant.actor(), SourceSpec.of("Gateway").edit().simulated(true).build())
            .id();
    web.plant.awaitContext();
    for (int i = 0; i < 5; i++) {
      web.plant.send(
          source,
          "a/b",
          "{\"ts\":\"2026-01-01T00:00:0%d.5Z\",\"values\":{\"v\":%d}}".formatted(i, i));
    }
    web.plant.send(source, "a/b", "{broken");
    await()
        .until(
            () ->
                owner
                        .get("/api/v1/sources/" + source + "/account")
                        .json()
                        .path("total")
                        .path("received")
                        .asInt()
                    == 6);
  }

  @AfterAll
  void close() {
    web.close();
  }

  @Test
  void law10_the_account_of_a_source_balances() {
    JsonNode account = owner.get("/api/v1/accounting").json().path("sources").get(0);
    assertThat(account.path("simulated").asBoolean()).isTrue();
    assertThat(account.path("total").path("decoded").asInt()).isEqualTo(5);
    assertThat(account.path("total").path("quarantined").asInt()).isEqualTo(1);
    assertThat(account.path("total").path("balanced").asBoolean()).isTrue();
    assertThat(owner.get("/api/v1/sources/" + source + "/account-days").json().path("days").size())
        .isEqualTo(1);
    assertThat(owner.get("/api/v1/sources/" + source + "/gaps").json().path("gaps").size())
        .isZero();
    assertThat(web.person(Role.VIEWER).get("/api/v1/accounting").status()).isEqualTo(403);
  }

  @Test
  void the_journal_and_its_readers_are_shown_with_their_lag() {
    JsonNode journal = owner.get("/api/v1/journal").json();
    assertThat(journal.path("state").asString()).isEqualTo("OPEN");
    assertThat(journal.path("readers").valueStream().map(each -> each.path("name").asString()))
        .contains("history", "live");
    assertThat(owner.post("/api/v1/journal/readers/history/restart").code())
        .isEqualTo("STATE_CONFLICT");
    assertThat(owner.post("/api/v1/journal/readers/nobody/restart").status()).isEqualTo(404);
    assertThat(owner.get("/api/v1/storage").json().path("rawMessages").asLong()).isPositive();
  }

  @Test
  void what_decoding_anew_would_change_is_shown_ordered_and_taken_back() {
    String path = "/api/v1/sources/" + source + "/redecoding";
    // From here on the values are read as seconds of a plain epoch, so nothing of them decodes.
    WebResponse seen = owner.get("/api/v1/sources/" + source);
    assertThat(
            owner
                .ifMatch(seen.version())
                .put(
                    "/api/v1/sources/" + source + "?wait=true",
                    """
                    {"name":"Gateway","simulated":true,
                     "mapping":[{"channel":"a/b","format":"plain","options":{"kind":"text"}}]}""")
                .status())
        .isEqualTo(200);
    WebResponse made = owner.post(path + "/previews", Map.of());
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String preview = made.header("Location");
    await().until(() -> owner.get(preview).json().path("state").asString().equals("DONE"));
    JsonNode difference = owner.get(preview).json().path("difference");
    assertThat(difference.path("removedSamples").asInt())
        .as(owner.get(preview).toString())
        .isEqualTo(5);
    assertThat(difference.path("examples").size()).isPositive();

    WebResponse ordered = owner.post(preview + "/order");
    assertThat(ordered.status()).as(ordered.toString()).isEqualTo(200);
    long number = ordered.json().path("orders").get(0).path("number").asLong();
    await()
        .until(
            () ->
                owner
                    .get(path + "/orders")
                    .json()
                    .path("orders")
                    .get(0)
                    .path("state")
                    .asString()
                    .equals("DONE"));
    WebResponse back = owner.post(path + "/orders/" + number + "/take-back");
    assertThat(back.status()).as(back.toString()).isEqualTo(200);
    assertThat(owner.post(path + "/orders/999999/take-back").status()).isEqualTo(404);
    assertThat(
            owner
                .post(
                    path + "/previews",
                    Map.of("from", "2026-01-02T00:00:00Z", "to", "2026-01-01T00:00:00Z"))
                .status())
        .isEqualTo(422);
    assertThat(web.person(Role.TECHNICIAN).post(path + "/previews", Map.of()).status())
        .isEqualTo(403);
  }

  @Test
  void stored_history_is_verified_in_the_background() {
    assertThat(owner.post("/api/v1/verification").status()).isEqualTo(201);
    await()
        .until(
            () -> owner.get("/api/v1/verification").json().path("state").asString().equals("DONE"));
    JsonNode report = owner.get("/api/v1/verification").json().path("report");
    assertThat(report.path("damageCount").asInt()).isZero();
    assertThat(report.path("points").asInt()).isPositive();
    assertThat(owner.post("/api/v1/verification/stop").status()).isEqualTo(200);
    assertThat(web.person(Role.MANAGER).post("/api/v1/verification").status()).isEqualTo(403);
  }

  @Test
  void mqtt_clients_are_listed_and_sent_away() {
    clients.connected.add(
        new ClientInfo(
            "press-1",
            "token:abc",
            source,
            "mqtt/5",
            "127.0.0.1:5000",
            1,
            60,
            0,
            false,
            1,
            0.5,
            2,
            0,
            0,
            0,
            3));
    JsonNode listed = owner.get("/api/v1/mqtt/clients").json().path("connected");
    assertThat(listed.get(0).path("clientId").asString()).isEqualTo("press-1");
    assertThat(
            owner
                .post(
                    "/api/v1/mqtt/clients/disconnect",
                    Map.of("principal", "token:abc", "clientId", "other"))
                .status())
        .isEqualTo(404);
    assertThat(
            web.person(Role.TECHNICIAN)
                .post(
                    "/api/v1/mqtt/clients/disconnect",
                    Map.of("principal", "token:abc", "clientId", "press-1"))
                .status())
        .isEqualTo(403);
    assertThat(
            owner
                .post(
                    "/api/v1/mqtt/clients/disconnect",
                    Map.of("principal", "token:abc", "clientId", "press-1"))
                .status())
        .isEqualTo(204);
    assertThat(clients.connected).isEqualTo(List.of());
  }
}
