package io.millrace.web.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.millrace.model.id.SourceId;
import io.millrace.security.audit.AuditQuery;
import io.millrace.security.authorisation.Role;
import io.millrace.web.testing.DataRoutes;
import io.millrace.web.testing.OpenedWeb;
import io.millrace.web.testing.WebClient;
import io.millrace.web.testing.WebResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What was measured, asked for through the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataRoutesTest {
  private OpenedWeb web;
  private WebClient owner;
  private SourceId source;
  private String point;

  @BeforeAll
  void open() {
    web = new OpenedWeb(DataRoutes::all);
    owner = web.owner();
    byte[] file =
        """
        {"format":"millrace-plant-1","sources":[{"name":"Cell"}],
         "assets":[{"path":"Works","level":"site","zone":"Europe/Berlin"}],
         "points":[{"path":"Works/Speed","kind":"double","unit":"/min",
                    "interpolation":"linear","expectedPeriod":"60s",
                    "address":{"source":"Cell","channel":"speed","path":"v"}}]}"""
            .getBytes(StandardCharsets.UTF_8);
    WebResponse imported = owner.send("POST", "/api/v1/import?wait=true", "application/json", file);
    assertThat(imported.json().path("applied").asBoolean()).as(imported.toString()).isTrue();
    source =
        SourceId.of(
            owner
                .get("/api/v1/sources?name=Cell")
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString());
    point = owner.get("/api/v1/point-by-path?path=Works/Speed").json().path("id").asString();
    for (int minute = 0; minute < 60; minute++) {
      web.plant.send(
          source,
          "speed",
          "{\"ts\":\"2026-03-29T00:%02d:00Z\",\"values\":{\"v\":%d}}".formatted(minute, minute));
    }
    await()
        .until(
            () ->
                owner
                        .get("/api/v1/points/" + point + "/samples?limit=100")
                        .json()
                        .path("samples")
                        .size()
                    == 60);
  }

  @AfterAll
  void close() {
    web.close();
  }

  @Test
  void samples_come_page_by_page_in_either_direction() {
    String path = "/api/v1/points/" + point + "/samples?limit=25&order=DESCENDING";
    List<String> times = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = owner.get(next.isEmpty() ? path : path + "&after=" + next).json();
      page.path("samples").forEach(sample -> times.add(sample.path("time").asString()));
      next = page.path("next").asString("");
    } while (!next.isEmpty());

    assertThat(times).hasSize(60).doesNotHaveDuplicates();
    assertThat(times.getFirst()).isEqualTo("2026-03-29T00:59:00Z");
    JsonNode some =
        owner
            .get(
                "/api/v1/points/"
                    + point
                    + "/samples?from=2026-03-29T00:10:00Z&to=2026-03-29T01:12:00%2B01:00")
            .json()
            .path("samples");
    assertThat(some.size()).isEqualTo(2);
    assertThat(some.get(0).path("value").asDouble()).isEqualTo(10);
  }

  @Test
  void samples_come_as_csv_to_whoever_asks_for_that() {
    WebResponse csv =
        owner.with("Accept", "text/csv").get("/api/v1/points/" + point + "/samples?limit=2");
    assertThat(csv.text())
        .isEqualTo(
            "time,value,quality\r\n2026-03-29T00:00:00Z,0.0,0\r\n2026-03-29T00:01:00Z,1.0,0\r\n");
    assertThat(csv.header("X-Millrace-Next")).isNotEmpty();
  }

  @Test
  void the_latest_value_is_found_by_point_by_asset_and_among_all() {
    for (String path :
        List.of(
            "/api/v1/latest",
            "/api/v1/latest?points=" + point,
            "/api/v1/latest?asset="
                + owner.get("/api/v1/points/" + point).json().path("asset").asString())) {
      JsonNode value = owner.get(path).json().path("values").get(0);
      assertThat(value.path("value").asDouble()).as(path).isEqualTo(59);
      assertThat(value.path("time").asString()).isEqualTo("2026-03-29T00:59:00Z");
    }
    assertThat(
            owner
                .post("/api/v1/latest", Map.of("points", List.of(point)))
                .json()
                .path("values")
                .size())
        .isEqualTo(1);
    assertThat(owner.get("/api/v1/points/" + point + "/latest").json().path("value").asDouble())
        .isEqualTo(59);
  }

  @Test
  void buckets_have_what_a_chart_and_a_table_need() {
    JsonNode buckets =
        owner
            .get(
                "/api/v1/points/"
                    + point
                    + "/buckets?count=4&from=2026-03-29T00:00:00Z&to=2026-03-29T01:00:00Z")
            .json();
    assertThat(buckets.path("unit").asString()).isEqualTo("/min");
    JsonNode second = buckets.path("buckets").get(1);
    assertThat(second.path("count").asInt()).isEqualTo(15);
    assertThat(second.path("numbers").path("min").asDouble()).isEqualTo(15);
    assertThat(second.path("numbers").path("maxTime").asString()).isEqualTo("2026-03-29T00:29:00Z");
    assertThat(second.path("numbers").path("timeWeightedMean").asDouble())
        .isCloseTo(22.5, within(1e-9));
    assertThat(second.path("first").path("value").asDouble()).isEqualTo(15);
  }

  @Test
  void the_day_on_which_the_clock_is_changed_has_23_hours() {
    JsonNode days =
        owner
            .get(
                "/api/v1/points/"
                    + point
                    + "/periods?unit=DAY&from=2026-03-29T00:00:00Z&to=2026-03-29T01:00:00Z")
            .json()
            .path("buckets");
    assertThat(days.size()).isEqualTo(1);
    assertThat(days.get(0).path("label").asString()).isEqualTo("2026-03-29");
    assertThat(days.get(0).path("from").asString()).isEqualTo("2026-03-28T23:00:00Z");
    assertThat(days.get(0).path("to").asString()).isEqualTo("2026-03-29T22:00:00Z");
    assertThat(owner.get("/api/v1/points/" + point + "/periods?unit=SHIFT").code())
        .isEqualTo("STATE_CONFLICT");
  }

  @Test
  void a_silence_longer_than_the_period_allows_is_a_gap() {
    JsonNode gaps =
        owner
            .get(
                "/api/v1/points/"
                    + point
                    + "/gaps?from=2026-03-29T00:00:00Z&to=2026-03-29T02:00:00Z")
            .json();
    assertThat(gaps.path("gaps").size()).as(gaps.toString()).isEqualTo(1);
    assertThat(gaps.path("gaps").get(0).path("cause").asString()).isEqualTo("SILENCE");
    assertThat(gaps.path("gaps").get(0).path("open").asBoolean()).isTrue();
  }

  @Test
  void why_leads_back_to_the_raw_message_and_its_binding() {
    WebResponse answer = owner.get("/api/v1/points/" + point + "/why?at=2026-03-29T00:07:00Z");
    JsonNode origin = answer.json().path("samples").get(0);
    JsonNode message = origin.path("messages").get(0);
    assertThat(message.path("text").asString())
        .as(answer.toString())
        .isEqualTo("{\"ts\":\"2026-03-29T00:07:00Z\",\"values\":{\"v\":7}}");
    assertThat(message.path("sourceName").asString()).isEqualTo("Cell");
    assertThat(message.path("binding").path("address").path("path").asString()).isEqualTo("v");
    assertThat(origin.path("exact").asBoolean()).as(answer.toString()).isTrue();
    assertThat(
            web.person(Role.VIEWER)
                .get("/api/v1/points/" + point + "/why?at=2026-03-29T00:07:00Z")
                .status())
        .isEqualTo(403);
  }

  @Test
  void samples_are_taken_away_as_csv_and_as_json_lines() {
    WebResponse csv = owner.get("/api/v1/export/samples?points=" + point);
    assertThat(csv.text().lines()).hasSize(61);
    assertThat(csv.text().lines().skip(1)).first().isEqualTo(point + ",2026-03-29T00:00:00Z,0.0,0");
    WebResponse lines = owner.get("/api/v1/export/samples?form=JSON_LINES&points=" + point);
    assertThat(lines.text().lines()).hasSize(60);
    assertThat(lines.text().lines().skip(1))
        .first()
        .isEqualTo("{\"point\":\"" + point + "\",\"time\":\"2026-03-29T00:01:00Z\",\"value\":1.0}");
    assertThat(owner.get("/api/v1/export/samples").code()).isEqualTo("PARAMETER_MISSING");
    assertThat(web.person(Role.VIEWER).get("/api/v1/export/samples?points=" + point).status())
        .isEqualTo(403);
  }

  @Test
  void deleted_samples_are_gone_and_the_audit_says_who_ordered_it() {
    for (int minute = 0; minute < 3; minute++) {
      web.plant.send(
          source,
          "speed",
          "{\"ts\":\"2025-01-01T00:0%d:00Z\",\"values\":{\"v\":%d}}".formatted(minute, minute));
    }
    String span = "?from=2025-01-01T00:00:00Z&to=2025-01-02T00:00:00Z";
    String path = "/api/v1/points/" + point + "/samples";
    await().until(() -> owner.get(path + span).json().path("samples").size() == 3);

    assertThat(web.person(Role.INTEGRATOR).delete(path + span).status()).isEqualTo(403);
    assertThat(owner.delete(path).code()).isEqualTo("PARAMETER_MISSING");
    assertThat(owner.delete(path + span + "&wait=true").status()).isEqualTo(204);
    await().until(() -> owner.get(path + span).json().path("samples").size() == 0);
    assertThat(
            web.plant.security.audit().find(AuditQuery.newest(100)).stream()
                .anyMatch(row -> row.event().equals("SAMPLES_DELETED")))
        .isTrue();
  }

  @Test
  void an_array_is_a_record_whose_bytes_can_be_saved_and_not_shown() {
    web.plant.send(source, "wave", "{\"ts\":\"2026-03-29T00:00:00Z\",\"values\":{\"a\":[1,2,3]}}");
    await()
        .until(
            () ->
                owner.get("/api/v1/latest").text().contains("\"inline\":\"[1,2,3]\"")
                    || owner.get("/api/v1/latest").text().contains("\"blob\""));
    String id = "";
    for (JsonNode value : owner.get("/api/v1/latest").json().path("values")) {
      id = value.path("value").isObject() ? value.path("point").asString() : id;
    }
    WebResponse bytes = owner.get("/api/v1/points/" + id + "/record?at=2026-03-29T00:00:00Z");
    assertThat(bytes.text()).isEqualTo("[1,2,3]");
    assertThat(bytes.header("Content-Disposition")).startsWith("attachment");
    assertThat(owner.get("/api/v1/points/" + id + "/record?at=2026-03-29T00:00:01Z").status())
        .isEqualTo(404);
    assertThat(owner.get("/api/v1/points/" + point + "/record?at=2026-03-29T00:00:00Z").status())
        .isEqualTo(404);
  }

  @Test
  void the_states_of_an_asset_fill_the_span() {
    String asset = owner.get("/api/v1/points/" + point).json().path("asset").asString();
    assertThat(owner.get("/api/v1/assets/" + asset + "/states").code()).isEqualTo("STATE_CONFLICT");
    String model =
        owner
            .post(
                "/api/v1/state-models",
                """
                {"name":"By speed","model":{"rules":[
                  {"state":"running","when":{"point":"Speed","atLeast":30}}],"otherwise":"idle"}}""")
            .json()
            .path("id")
            .asString();
    owner.put("/api/v1/assets/" + asset + "/state-model", Map.of("stateModel", model));
    String span = "?from=2026-03-29T00:00:00Z&to=2026-03-29T01:00:00Z";
    JsonNode spans = owner.get("/api/v1/assets/" + asset + "/states" + span).json().path("spans");
    assertThat(spans.size()).as(spans.toString()).isEqualTo(2);
    assertThat(spans.get(0).path("state").asString()).isEqualTo("IDLE");
    assertThat(spans.get(1).path("from").asString()).isEqualTo("2026-03-29T00:30:00Z");
    assertThat(owner.get("/api/v1/states" + span).json().path("assets").size()).isEqualTo(1);
    assertThat(owner.get("/api/v1/assets/" + asset + "/frames").json().path("frames").size())
        .isZero();
    owner.delete("/api/v1/assets/" + asset + "/state-model");
  }

  @Test
  void hostile_questions_are_refused() {
    String path = "/api/v1/points/" + point;
    assertThat(owner.get(path + "/samples?after=xyz").code()).isEqualTo("HISTORY_QUERY_INVALID");
    assertThat(owner.get(path + "/samples?limit=0").code()).isEqualTo("PARAMETER_INVALID");
    assertThat(
            owner.get(path + "/samples?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z").code())
        .isEqualTo("PARAMETER_INVALID");
    assertThat(owner.get(path + "/samples?from=9999-01-01T00:00:00Z").code())
        .isEqualTo("PARAMETER_INVALID");
    assertThat(owner.get(path + "/buckets?count=100000").code()).isEqualTo("PARAMETER_INVALID");
    assertThat(owner.get(path + "/periods?unit=HOUR&from=1700-01-01T00:00:00Z").code())
        .isIn("CALENDAR_SPAN_TOO_LONG", "HISTORY_QUERY_TOO_LARGE");
    assertThat(owner.get(path + "/periods?unit=DAY&zone=Mars/Base").code())
        .isEqualTo("PARAMETER_INVALID");
    assertThat(owner.get("/api/v1/points/00000000-0000-7000-8000-000000000000/samples").status())
        .isEqualTo(404);
  }
}
