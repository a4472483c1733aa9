package io.millrace.web.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/** Past data as a file, through the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadRoutesTest {
  private OpenedWeb web;
  private WebClient owner;
  private String source;

  @BeforeAll
  void open() {
    web = new OpenedWeb(DataRoutes::all);
    owner = web.owner();
    source =
        web.plant
            .registry
            .sources()
            .create(web.plant.actor(), SourceSpec.of("Old logger"))
            .id()
            .toString();
    web.plant.awaitContext();
  }

  @AfterAll
  void close() {
    web.close();
  }

  private WebResponse upload(String query, String csv) {
    return owner.send(
        "POST", "/api/v1/uploads?source=" + source + query, "text/csv", csv.getBytes(UTF_8));
  }

  private JsonNode after(WebResponse made, String state) {
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String path = made.header("Location");
    await().until(() -> owner.get(path).json().path("state").asString().equals(state));
    return owner.get(path).json();
  }

  private List<String> unmappedOn(String channel) {
    return owner
        .get("/api/v1/unmapped-points?source=" + source)
        .json()
        .path("items")
        .valueStream()
        .filter(each -> each.path("address").path("channel").asString().equals(channel))
        .map(each -> each.path("id").asString())
        .toList();
  }

  @Test
  void a_file_is_checked_then_started_and_comes_back_as_history() {
    StringBuilder csv = new StringBuilder("time,temperature,speed\n");
    for (int minute = 0; minute < 30; minute++) {
      csv.append("2025-05-01T00:%02d:00Z,%d.5,%d\n".formatted(minute, minute, minute));
    }
    csv.append("2025-05-01T00:99:00Z,22,5\n");
    JsonNode checked = after(upload("&channel=log", csv.toString()), "CHECKED");
    JsonNode report = checked.path("check");
    assertThat(report.path("rows").asInt()).as(checked.toString()).isEqualTo(31);
    assertThat(report.path("accepted").asInt()).isEqualTo(30);
    assertThat(report.path("rejects").get(0).path("line").asInt()).isEqualTo(32);
    assertThat(report.path("from").asString()).isEqualTo("2025-05-01T00:00:00Z");
    assertThat(report.path("columns").get(0).path("fate").asString()).isEqualTo("UNMAPPED");
    assertThat(report.path("records").asInt()).isZero();
    assertThat(checked.path("reading").path("columns").get(1).asString()).isEqualTo("temperature");

    String path = "/api/v1/uploads/" + checked.path("id").asString();
    assertThat(owner.post(path + "/start").json().path("state").asString()).isIn("RUNNING", "DONE");
    await().until(() -> owner.get(path).json().path("state").asString().equals("DONE"));
    assertThat(owner.get(path).json().path("result").path("records").asInt()).isPositive();
    await().until(() -> unmappedOn("log").size() == 2);
    String point = unmappedOn("log").getFirst();
    await()
        .until(
            () ->
                owner.get("/api/v1/points/" + point + "/samples").json().path("samples").size()
                    == 30);
    assertThat(owner.post(path + "/start").code()).isEqualTo("STATE_CONFLICT");
    assertThat(owner.get("/api/v1/points/" + point + "/latest").status()).isEqualTo(200);
  }

  @Test
  void a_file_without_doubt_may_start_alone() {
    JsonNode done =
        after(upload("&channel=auto&start=true", "time,v\n2025-06-01T00:00:00Z,1\n"), "DONE");
    assertThat(done.path("result").path("accepted").asInt()).isEqualTo(1);
    assertThat(done.path("share").asDouble()).isEqualTo(1);
  }

  @Test
  void a_file_can_be_read_in_another_way_and_cancelled() {
    JsonNode checked = after(upload("&channel=other", "when;v\n01.02.2025 10:00;1,5\n"), "CHECKED");
    String path = "/api/v1/uploads/" + checked.path("id").asString();
    assertThat(checked.path("check").path("from").asString()).isEqualTo("2025-02-01T10:00:00Z");
    Map<String, String> options = new java.util.HashMap<>();
    checked
        .path("reading")
        .path("options")
        .properties()
        .forEach(each -> options.put(each.getKey(), each.getValue().asString()));
    options.put("zone", "Europe/Berlin");
    owner.post(path + "/reading", Map.of("options", options));
    await()
        .until(
            () ->
                owner
                    .get(path)
                    .json()
                    .path("check")
                    .path("from")
                    .asString("")
                    .equals("2025-02-01T09:00:00Z"));
    assertThat(owner.post(path + "/reading", Map.of("charset", "klingon")).status()).isEqualTo(422);
    assertThat(owner.post(path + "/cancel").json().path("state").asString()).isEqualTo("CANCELLED");
    assertThat(owner.post(path + "/start").status()).isEqualTo(409);
    assertThat(owner.get("/api/v1/uploads").json().path("uploads").size()).isPositive();
  }

  @Test
  void hostile_files_are_refused_and_leave_nothing_behind() {
    assertThat(upload("", "no table at all").code()).isEqualTo("PAYLOAD_MALFORMED");
    assertThat(upload("", "").status()).isEqualTo(422);
    assertThat(upload("", "\u0000\u0001\u0002").status()).isEqualTo(422);
    assertThat(upload("&zone=Mars/Base", "time,v\n2025-06-01T00:00:00Z,1\n").code())
        .isEqualTo("PARAMETER_INVALID");
    String large = "time,v\n" + "2025-06-01T00:00:00Z,1\n".repeat(60_000);
    assertThat(upload("", large).code()).isEqualTo("BODY_TOO_LARGE");
    assertThat(
            web.person(Role.VIEWER)
                .send(
                    "POST",
                    "/api/v1/uploads?source=" + source,
                    "text/csv",
                    "time,v\n".getBytes(UTF_8))
                .status())
        .isEqualTo(403);
    assertThat(owner.get("/api/v1/uploads/00000000-0000-7000-8000-000000000000").code())
        .isEqualTo("THING_UNKNOWN");
  }
}
