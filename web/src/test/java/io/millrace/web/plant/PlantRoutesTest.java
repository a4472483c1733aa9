package io.millrace.web.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.model.id.AssetId;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.Scope;
import io.millrace.web.testing.DataRoutes;
import io.millrace.web.testing.OpenedWeb;
import io.millrace.web.testing.WebClient;
import io.millrace.web.testing.WebResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A plant, described through the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantRoutesTest {
  private OpenedWeb web;
  private WebClient owner;

  @BeforeAll
  void open() {
    web = new OpenedWeb(DataRoutes::all);
    owner = web.owner();
  }

  @AfterAll
  void close() {
    web.close();
  }

  private JsonNode made(WebResponse response) {
    assertThat(response.status()).as(response.toString()).isEqualTo(201);
    return response.json();
  }

  private String asset(String name, String parent, String level) {
    Map<String, Object> body =
        parent.isEmpty()
            ? Map.of("name", name, "level", level)
            : Map.of("name", name, "level", level, "parent", parent);
    return made(owner.post("/api/v1/assets", body)).path("id").asString();
  }

  @Test
  void an_asset_is_made_moved_renamed_and_retired_and_its_old_path_is_remembered() {
    String hall = asset("Hall A", "", "area");
    String other = asset("Hall B", "", "area");
    String press = asset("Press 1", hall, "work-unit");
    WebResponse seen = owner.get("/api/v1/assets/" + press);
    String before = java.time.Instant.now().toString();

    WebResponse moved =
        owner
            .ifMatch(seen.version())
            .put("/api/v1/assets/" + press, Map.of("name", "Press One", "parent", other));
    assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
    assertThat(owner.get("/api/v1/assets/" + press + "/path").json().path("path").asString())
        .isEqualTo("Hall B/Press One");
    assertThat(
            owner
                .get("/api/v1/assets/" + press + "/path?at=" + before)
                .json()
                .path("path")
                .asString())
        .isEqualTo("Hall A/Press 1");

    WebResponse stale =
        owner.ifMatch(seen.version()).put("/api/v1/assets/" + press, Map.of("name", "P"));
    assertThat(stale.status()).isEqualTo(412);
    assertThat(owner.put("/api/v1/assets/" + press, Map.of("name", "P")).status()).isEqualTo(428);

    WebResponse retired =
        owner.ifMatch(moved.version()).post("/api/v1/assets/" + press + "/retire");
    assertThat(retired.json().path("retired").asBoolean()).as(retired.toString()).isTrue();
    assertThat(owner.get("/api/v1/assets?parent=" + other).json().path("items").size()).isZero();
    assertThat(owner.get("/api/v1/asset-by-path?path=Hall%20B").json().path("id").asString())
        .isEqualTo(other);
  }

  @Test
  void a_point_is_described_with_all_that_is_known_and_its_unit_is_changed_from_a_date_on() {
    String furnace = asset("Furnace 7", "", "work-unit");
    JsonNode point =
        made(
            owner.post(
                "/api/v1/points?wait=true",
                """
                {"asset":"%s","name":"Temperature","kind":"DOUBLE","unit":"Cel","tag":"TI-7",
                 "interpolation":"LINEAR","expectedPeriod":"1s","retention":"90d",
                 "ranges":{"normal":{"low":680,"high":720},"alarm":{"high":760}}}"""
                    .formatted(furnace)));
    String id = point.path("id").asString();

    assertThat(point.path("expectedPeriod").asString()).isEqualTo("1s");
    assertThat(point.path("ranges").path("alarm").has("low")).isFalse();
    assertThat(owner.get("/api/v1/points?asset=" + furnace).json().path("items").size())
        .isEqualTo(1);
    assertThat(
            owner
                .get("/api/v1/point-by-path?path=Furnace%207/Temperature")
                .json()
                .path("id")
                .asString())
        .isEqualTo(id);

    WebResponse changed =
        owner
            .ifMatch(1)
            .post(
                "/api/v1/points/" + id + "/unit?wait=true",
                Map.of("unit", "K", "from", "2026-01-01T00:00:00Z"));
    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    assertThat(changed.header(InForce.HEADER)).isEqualTo("true");
    JsonNode units = owner.get("/api/v1/points/" + id + "/units").json().path("units");
    assertThat(units.size()).isEqualTo(2);
    assertThat(units.get(1).path("unit").asString()).isEqualTo("K");
    assertThat(owner.ifMatch(2).post("/api/v1/points/" + id + "/unit", Map.of("unit", "kg")).code())
        .isEqualTo("UNIT_INCOMMENSURABLE");
  }

  @Test
  void an_unmapped_point_is_found_adopted_and_keeps_its_id() {
    String source =
        made(owner.post("/api/v1/sources", Map.of("name", "Gateway 1"))).path("id").asString();
    String line = asset("Line 1", "", "line");
    web.plant.awaitContext();
    web.plant.send(
        io.millrace.model.id.SourceId.of(source), "line1/state", "{\"speed\":3.5,\"on\":true}");

    String path = "/api/v1/unmapped-points?source=" + source;
    await().until(() -> owner.get(path).json().path("items").size() == 2);
    JsonNode unmapped = owner.get(path).json().path("items");
    String id = unmapped.get(0).path("id").asString();
    String kind = unmapped.get(0).path("kind").asString();
    JsonNode proposed =
        owner
            .post("/api/v1/unmapped-points/propose", Map.of("points", List.of(id)))
            .json()
            .path("points");
    assertThat(proposed.get(0).path("point").path("name").asString()).isNotEmpty();

    WebResponse adopted =
        owner.post(
            "/api/v1/unmapped-points/adopt?wait=true",
            Map.of(
                "points",
                List.of(
                    Map.of(
                        "id", id, "point", Map.of("name", "One", "kind", kind, "asset", line)))));
    assertThat(adopted.status()).as(adopted.toString()).isEqualTo(200);
    assertThat(owner.get("/api/v1/points/" + id).json().path("status").asString())
        .isEqualTo("ACTIVE");
    assertThat(
            owner
                .get("/api/v1/points/" + id + "/bindings")
                .json()
                .path("bindings")
                .get(0)
                .path("address")
                .path("channel")
                .asString())
        .isEqualTo("line1/state");
    String other = unmapped.get(1).path("id").asString();
    assertThat(
            owner
                .post("/api/v1/unmapped-points/dismiss", Map.of("points", List.of(other)))
                .status())
        .isEqualTo(204);
    assertThat(owner.get(path).json().path("items").size()).isZero();
    assertThat(owner.get(path + "&dismissed=true").json().path("items").size()).isEqualTo(1);
  }

  @Test
  void a_file_is_tried_taken_in_found_by_search_and_given_out_again() {
    byte[] file =
        """
        {"format":"millrace-plant-1","sources":[{"name":"Cell 9"}],
         "assets":[{"path":"Works 9","level":"site"},{"path":"Works 9/Mill","type":"mill"}],
         "points":[{"path":"Works 9/Mill/Spindle speed","kind":"double","unit":"/min",
                    "address":{"source":"Cell 9","channel":"mill/speed"}}]}"""
            .getBytes(StandardCharsets.UTF_8);
    WebResponse tried = owner.send("POST", "/api/v1/import?dryRun=true", "application/json", file);
    assertThat(tried.json().path("refused").asInt()).as(tried.toString()).isZero();
    assertThat(tried.json().path("applied").asBoolean()).isFalse();
    assertThat(owner.get("/api/v1/search?q=spind").json().path("hits").size()).isZero();

    WebResponse done = owner.send("POST", "/api/v1/import?wait=true", "application/json", file);
    assertThat(done.json().path("applied").asBoolean()).as(done.toString()).isTrue();
    JsonNode hit = owner.get("/api/v1/search?q=mill%20spind").json().path("hits").get(0);
    assertThat(hit.path("name").asString()).isEqualTo("Spindle speed");

    WebResponse csv = owner.get("/api/v1/export?content=POINTS");
    assertThat(csv.text()).contains("Spindle speed");
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    WebResponse again =
        owner.send(
            "POST", "/api/v1/import", "application/json", owner.get("/api/v1/export").body());
    assertThat(again.json().path("created").asInt()).as(again.toString()).isZero();
  }

  @Test
  void a_broken_file_is_refused_with_its_lines_and_nothing_is_taken_in() {
    byte[] file =
        "{\"format\":\"millrace-plant-1\",\"assets\":[{\"path\":\"Ok\"},\n{\"path\":\"Bad//\"},\n{\"zone\":\"Mars\"}]}"
            .getBytes(StandardCharsets.UTF_8);
    WebResponse report = owner.send("POST", "/api/v1/import", "application/json", file);
    assertThat(report.status()).isEqualTo(200);
    assertThat(report.json().path("applied").asBoolean()).isFalse();
    assertThat(report.json().path("faults").get(0).path("line").asInt()).isPositive();
    assertThat(owner.get("/api/v1/asset-by-path?path=Ok").status()).isEqualTo(404);
    assertThat(owner.send("POST", "/api/v1/import", "text/html", file).status()).isEqualTo(415);
    byte[] garbage = new byte[10_000];
    java.util.Arrays.fill(garbage, (byte) '[');
    WebResponse nested = owner.send("POST", "/api/v1/import", "application/json", garbage);
    assertThat(nested.json().path("applied").asBoolean()).as(nested.toString()).isFalse();
  }

  @Test
  void whoever_is_limited_to_a_site_sees_and_changes_only_that() {
    String north = asset("North", "", "site");
    String south = asset("South", "", "site");
    asset("Saw", north, "work-unit");
    String lathe = asset("Lathe", south, "work-unit");
    WebClient manager =
        web.person(Role.MANAGER, Place.of(web.plant.organisation, AssetId.of(north)));

    JsonNode top = manager.get("/api/v1/assets").json().path("items");
    assertThat(top.size()).isEqualTo(1);
    assertThat(top.get(0).path("asset").path("name").asString()).isEqualTo("North");
    assertThat(manager.get("/api/v1/assets/" + lathe).status()).isEqualTo(403);
    assertThat(manager.get("/api/v1/search?q=lathe").json().path("hits").size()).isZero();
    assertThat(manager.get("/api/v1/search?q=saw").json().path("hits").size()).isEqualTo(1);
    assertThat(manager.post("/api/v1/assets", Map.of("name", "Drill", "parent", south)).status())
        .isEqualTo(403);
    assertThat(manager.post("/api/v1/assets", Map.of("name", "Drill", "parent", north)).status())
        .isEqualTo(201);
    assertThat(web.person(Role.VIEWER).post("/api/v1/assets", Map.of("name", "X")).status())
        .isEqualTo(403);
  }

  @Test
  void hostile_requests_are_refused_with_the_field_that_is_wrong() {
    WebClient program = web.program(Scope.READ, Scope.CONFIGURE);
    assertThat(program.get("/api/v1/assets/not-an-id").code()).isEqualTo("PARAMETER_INVALID");
    assertThat(program.get("/api/v1/points?limit=99999999").code()).isEqualTo("PARAMETER_INVALID");
    assertThat(program.get("/api/v1/search").code()).isEqualTo("PARAMETER_MISSING");
    assertThat(program.get("/api/v1/search?q=" + "x".repeat(300)).code())
        .isEqualTo("PARAMETER_INVALID");
    assertThat(program.get("/api/v1/search?q=%25%27%20OR%201=1--").status()).isEqualTo(200);
    WebResponse noName = program.post("/api/v1/assets", "{\"level\":\"site\"}");
    assertThat(noName.status()).as(noName.toString()).isEqualTo(422);
    assertThat(noName.json().path("field").asString()).isEqualTo("name");
    assertThat(
            program
                .post("/api/v1/points", "{\"name\":\"a\",\"kind\":\"DOUBLE\",\"unit\":\"bananas\"}")
                .code())
        .isEqualTo("UNIT_UNKNOWN");
    assertThat(
            program
                .post(
                    "/api/v1/points",
                    "{\"name\":\"a\",\"kind\":\"DOUBLE\",\"expectedPeriod\":\"soon\"}")
                .json()
                .path("field")
                .asString())
        .isEqualTo("expectedPeriod");
    assertThat(program.post("/api/v1/sources", "{\"name\":\"a\",\"colour\":1}").code())
        .isEqualTo("BODY_INVALID");
    assertThat(web.stranger().get("/api/v1/assets").status()).isEqualTo(401);
  }
}
