package io.millrace.web.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.journal.Lane;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.PointStatus;
import io.millrace.registry.discovery.UnmappedPoint;
import io.millrace.web.testing.DataRoutes;
import io.millrace.web.testing.OpenedWeb;
import io.millrace.web.testing.WebClient;
import io.millrace.web.testing.WebResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The way back to the one message, where those of many sources lie between each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyRoutesTest {
  private static final int MESSAGES = 600;
  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  private OpenedWeb web;
  private WebClient owner;
  private String point;
  private String unmapped;

  @BeforeAll
  void open() {
    web = new OpenedWeb(DataRoutes::all);
    owner = web.owner();
    byte[] file =
        """
        {"format":"millrace-plant-1","sources":[{"name":"Cell"},{"name":"Other"}],
         "assets":[{"path":"Works","level":"site","zone":"Europe/Berlin"}],
         "points":[{"path":"Works/Speed","kind":"double","unit":"/min",
                    "address":{"source":"Cell","channel":"speed","path":"v"}}]}"""
            .getBytes(StandardCharsets.UTF_8);
    WebResponse imported = owner.send("POST", "/api/v1/import?wait=true", "application/json", file);
    assertThat(imported.json().path("applied").asBoolean()).as(imported.toString()).isTrue();
    web.plant.awaitContext();
    SourceId cell = source("Cell");
    SourceId other = source("Other");
    point = owner.get("/api/v1/point-by-path?path=Works/Speed").json().path("id").asString();
    for (int i = 0; i < MESSAGES; i++) {
      web.plant.send(cell, "speed", message(i));
      web.plant.send(cell, "torque", message(i));
      web.plant.send(other, "speed", message(i));
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> has(point));
    await().until(() -> unmappedOf(cell).size() == 1);
    unmapped = unmappedOf(cell).getFirst().point().id().toString();
    await().atMost(Duration.ofSeconds(60)).until(() -> has(unmapped));
  }

  @AfterAll
  void close() {
    web.close();
  }

  private SourceId source(String name) {
    return SourceId.of(
        owner
            .get("/api/v1/sources?name=" + name)
            .json()
            .path("items")
            .get(0)
            .path("id")
            .asString());
  }

  private List<UnmappedPoint> unmappedOf(SourceId source) {
    return web.plant
        .registry
        .unmappedPoints()
        .ofSource(web.plant.organisation, source, PointStatus.UNMAPPED);
  }

  private boolean has(String id) {
    return owner
        .get("/api/v1/points/" + id + "/latest")
        .json()
        .path("time")
        .asString("")
        .equals(time(MESSAGES - 1).toString());
  }

  private static Instant time(int i) {
    return BEGIN.plus(PERIOD.multipliedBy(i));
  }

  /** Each value comes again and again, and only the time tells which message it was. */
  private static String message(int i) {
    return "{\"ts\":\"%s\",\"values\":{\"v\":%d}}".formatted(time(i), i % 10);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 199, 201, 255, 256, 500, 599})
  void each_sample_leads_to_its_one_message(int i) {
    assertLeadsBack(point, "speed", i);
    assertLeadsBack(unmapped, "torque", i);
  }

  private void assertLeadsBack(String id, String channel, int i) {
    JsonNode origin =
        owner.get("/api/v1/points/" + id + "/why?at=" + time(i)).json().path("samples").get(0);
    assertThat(origin.path("exact").asBoolean()).as(origin.toString()).isTrue();
    assertThat(origin.path("sentence").asString()).isEqualTo("This message carried the value.");
    assertThat(origin.path("messages").size()).isEqualTo(1);
    JsonNode message = origin.path("messages").get(0);
    assertThat(message.path("text").asString()).isEqualTo(message(i));
    assertThat(message.path("sourceName").asString()).isEqualTo("Cell");
    assertThat(message.path("channel").asString()).isEqualTo(channel);
  }

  @Test
  void for_a_time_between_samples_the_nearest_is_named() {
    JsonNode answer =
        owner.get("/api/v1/points/" + point + "/why?at=" + time(450).plusMillis(100)).json();
    assertThat(answer.path("samples").size()).isZero();
    assertThat(answer.path("nearest").asString()).isEqualTo(time(450).toString());
    assertThat(answer.path("sentence").asString()).contains("no sample of exactly this time");
  }

  @Test
  void messages_of_the_bulk_lane_are_found_too() {
    String at = "2026-02-01T00:00:00Z";
    String sent = "{\"ts\":\"" + at + "\",\"values\":{\"v\":4}}";
    web.plant.send(Lane.BULK, source("Cell"), "speed", sent);
    String path = "/api/v1/points/" + point + "/why?at=" + at;
    await().until(() -> owner.get(path).json().path("samples").size() == 1);
    JsonNode origin = owner.get(path).json().path("samples").get(0);
    assertThat(origin.path("messages").get(0).path("text").asString())
        .as(origin.toString())
        .isEqualTo(sent);
  }
}
