package io.millrace.web.plant;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Enumerations, calendars, state models, names, notes, units and changes through the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefinitionRoutesTest {
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

  @Test
  void an_enumeration_gets_a_new_version_when_its_values_change() {
    JsonNode first =
        made(
            owner.post(
                "/api/v1/enumerations",
                Map.of("name", "Mode", "values", List.of(Map.of("code", 0, "text", "Off")))));
    WebResponse second =
        owner
            .ifMatch(1)
            .put(
                "/api/v1/enumerations/" + first.path("id").asString() + "?wait=true",
                Map.of(
                    "name",
                    "Mode",
                    "values",
                    List.of(Map.of("code", 0, "text", "Off"), Map.of("code", 1, "text", "On"))));
    assertThat(second.json().path("versions").size()).as(second.toString()).isEqualTo(2);
    assertThat(
            owner
                .post(
                    "/api/v1/enumerations",
                    "{\"name\":\"Two\",\"values\":[{\"code\":1,\"text\":\"a\"},{\"code\":1,\"text\":\"b\"}]}")
                .code())
        .isEqualTo("PLANT_FIELD_INVALID");
    assertThat(owner.post("/api/v1/enumerations", "{\"name\":\"None\",\"values\":[]}").status())
        .isEqualTo(422);
  }

  @Test
  void a_calendar_is_described_changed_and_deleted_while_nobody_follows_it() {
    String body =
        """
        {"name":"%s","calendar":{"zone":"Europe/Berlin",
          "shifts":{"E":{"name":"Early","start":"06:00","end":"14:00"}},
          "cycle":[["E"],["E"],["E"],["E"],["E"],[],[]]}}""";
    JsonNode calendar = made(owner.post("/api/v1/calendars", body.formatted("One shift")));
    String path = "/api/v1/calendars/" + calendar.path("id").asString();
    assertThat(calendar.path("calendar").path("cycle").size()).isEqualTo(7);
    WebResponse changed = owner.ifMatch(1).put(path, body.formatted("Single shift"));
    assertThat(changed.json().path("name").asString()).isEqualTo("Single shift");

    String asset =
        made(owner.post(
                "/api/v1/assets",
                Map.of("name", "Bay", "calendar", calendar.path("id").asString())))
            .path("id")
            .asString();
    assertThat(owner.ifMatch(2).delete(path).code()).isEqualTo("REGISTRY_CONFLICT");
    assertThat(owner.ifMatch(1).put("/api/v1/assets/" + asset, Map.of("name", "Bay")).status())
        .isEqualTo(200);
    assertThat(owner.ifMatch(2).delete(path).status()).isEqualTo(204);
    assertThat(
            owner
                .post(
                    "/api/v1/calendars",
                    "{\"name\":\"Bad\",\"calendar\":{\"cycle\":[[\"X\"]],\"zone\":\"Mars\"}}")
                .status())
        .isEqualTo(422);
    assertThat(owner.post("/api/v1/calendars", "{\"name\":\"Bad\",\"calendar\":7}").status())
        .isEqualTo(422);
  }

  @Test
  void a_state_model_tells_an_assets_state_from_its_points_by_name() {
    JsonNode model =
        made(
            owner.post(
                "/api/v1/state-models",
                """
                {"name":"By speed","model":{"rules":[
                  {"state":"running","when":{"point":"Speed","above":0}}],"otherwise":"idle"}}"""));
    String asset = made(owner.post("/api/v1/assets", Map.of("name", "Saw"))).path("id").asString();
    String point =
        made(owner.post(
                "/api/v1/points", Map.of("name", "Speed", "kind", "DOUBLE", "asset", asset)))
            .path("id")
            .asString();
    String path = "/api/v1/assets/" + asset + "/state-model";
    assertThat(owner.get(path).status()).isEqualTo(404);
    WebResponse used = owner.put(path, Map.of("stateModel", model.path("id").asString()));
    assertThat(used.json().path("points").path("Speed").asString())
        .as(used.toString())
        .isEqualTo(point);
    assertThat(
            owner.ifMatch(1).delete("/api/v1/state-models/" + model.path("id").asString()).status())
        .isEqualTo(409);
    assertThat(owner.delete(path).status()).isEqualTo(204);
    String deep = "{\"not\":".repeat(40) + "{\"bad\":\"x\"}" + "}".repeat(40);
    assertThat(
            owner
                .post(
                    "/api/v1/state-models",
                    "{\"name\":\"Deep\",\"model\":{\"rules\":[{\"state\":\"idle\",\"when\":"
                        + deep
                        + "}]}}")
                .status())
        .isEqualTo(422);
  }

  @Test
  void names_notes_and_changes_of_an_asset_are_kept() {
    String asset = made(owner.post("/api/v1/assets", Map.of("name", "Oven"))).path("id").asString();
    String path = "/api/v1/assets/" + asset;
    Map<String, String> alias = Map.of("scheme", "erp", "text", "4711");
    WebResponse added = owner.post(path + "/aliases", alias);
    assertThat(added.json().path("aliases").get(0).path("text").asString())
        .as(added.toString())
        .isEqualTo("4711");
    assertThat(owner.post(path + "/aliases/remove", alias).json().path("aliases").size()).isZero();

    assertThat(
            made(owner.post(path + "/notes", Map.of("text", "New lining"))).path("by").asString())
        .startsWith("user:");
    assertThat(owner.get(path + "/notes").json().path("notes").size()).isEqualTo(1);
    assertThat(web.person(Role.VIEWER).post(path + "/notes", Map.of("text", "Hello")).status())
        .isEqualTo(403);

    JsonNode changes = owner.get(path + "/changes").json().path("items");
    assertThat(changes.get(changes.size() - 1).path("action").asString()).isEqualTo("CREATED");
    assertThat(owner.get("/api/v1/changes?limit=1").json().path("next").asString()).isNotEmpty();
  }

  @Test
  void units_are_checked_converted_and_found_by_their_codes() {
    assertThat(owner.get("/api/v1/units/parse?code=Cel").json().path("symbol").asString())
        .isEqualTo("°C");
    JsonNode converted = owner.get("/api/v1/units/convert?from=Cel&to=K&value=20").json();
    assertThat(converted.path("result").asDouble()).isEqualTo(293.15);
    assertThat(owner.get("/api/v1/units/convert?from=Cel&to=kg").code())
        .isEqualTo("UNIT_INCOMMENSURABLE");
    assertThat(owner.get("/api/v1/units/parse?code=((((").code()).isEqualTo("UNIT_MALFORMED");
    assertThat(owner.get("/api/v1/units/convert?from=m&to=m&value=NaN").code())
        .isEqualTo("PARAMETER_INVALID");
    assertThat(owner.get("/api/v1/units/known?common=CEL").json().path("code").asString())
        .isEqualTo("Cel");
    assertThat(owner.get("/api/v1/units/known?common=ZZZ").status()).isEqualTo(404);
    assertThat(owner.get("/api/v1/units/known").code()).isEqualTo("PARAMETER_MISSING");
  }

  @Test
  void the_organisation_is_renamed_by_whoever_may() {
    WebResponse seen = web.person(Role.VIEWER).get("/api/v1/organisation");
    assertThat(seen.json().path("name").asString()).isEqualTo("Foundry");
    assertThat(
            web.person(Role.MANAGER)
                .ifMatch(seen.version())
                .put("/api/v1/organisation", Map.of("name", "Mine"))
                .status())
        .isEqualTo(403);
    assertThat(
            owner
                .ifMatch(seen.version())
                .put("/api/v1/organisation", Map.of("name", "Foundry & Sons"))
                .status())
        .isEqualTo(200);
  }
}
