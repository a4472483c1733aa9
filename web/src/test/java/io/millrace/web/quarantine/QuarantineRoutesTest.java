package io.millrace.web.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.model.id.SourceId;
import io.millrace.model.plant.SourceSpec;
import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.Scope;
import io.millrace.web.testing.DataRoutes;
import io.millrace.web.testing.OpenedWeb;
import io.millrace.web.testing.WebClient;
import io.millrace.web.testing.WebResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Messages that cannot be decoded, through the API. */
class QuarantineRoutesTest {
  private OpenedWeb web;
  private WebClient owner;
  private SourceId source;

  @BeforeEach
  void open() {
    web = new OpenedWeb(DataRoutes::all);
    owner = web.owner();
    source = web.plant.registry.sources().create(web.plant.actor(), SourceSpec.of("Noisy")).id();
    web.plant.awaitContext();
    for (int i = 0; i < 3; i++) {
      web.plant.send(source, "broken", "{\"a\":" + i + ",");
    }
    await().until(() -> list().size() == 3);
  }

  @AfterEach
  void close() {
    web.close();
  }

  private JsonNode list() {
    return owner.get("/api/v1/quarantine?source=" + source).json().path("items");
  }

  @Test
  void an_entry_is_seen_with_its_bytes_and_the_reason() {
    JsonNode first = list().get(0);
    assertThat(first.path("reason").asString()).isNotEmpty();
    String path = "/api/v1/quarantine/" + first.path("id").asString();
    JsonNode content = owner.get(path).json();
    assertThat(content.path("text").asString()).isEqualTo("{\"a\":0,");
    assertThat(content.path("hex").asString()).startsWith("7b22");
    WebResponse bytes = owner.get(path + "/content");
    assertThat(bytes.text()).isEqualTo("{\"a\":0,");
    assertThat(bytes.header("Content-Disposition")).startsWith("attachment");
    assertThat(web.person(Role.VIEWER).get(path).status()).isEqualTo(403);
  }

  @Test
  void entries_are_listed_page_by_page_and_counted() {
    JsonNode page = owner.get("/api/v1/quarantine?limit=2").json();
    assertThat(page.path("items").size()).isEqualTo(2);
    JsonNode rest =
        owner.get("/api/v1/quarantine?limit=2&after=" + page.path("next").asString()).json();
    assertThat(rest.path("items").size()).isEqualTo(1);
    assertThat(rest.has("next")).isFalse();
    JsonNode counts = owner.get("/api/v1/quarantine-counts").json();
    assertThat(counts.path("entries").asInt()).isEqualTo(3);
    assertThat(counts.path("groups").get(0).path("entries").asInt()).isEqualTo(3);
  }

  @Test
  void one_is_discarded_and_the_others_are_retried_by_filter() {
    String first = list().get(0).path("id").asString();
    WebResponse discarded =
        owner.post("/api/v1/quarantine/discard", Map.of("entries", List.of(first)));
    assertThat(discarded.json().path("entries").asInt()).as(discarded.toString()).isEqualTo(1);
    await().until(() -> list().size() == 2);
    WebResponse retried =
        owner.post("/api/v1/quarantine/retry", Map.of("source", source.toString()));
    assertThat(retried.json().path("entries").asInt()).isEqualTo(2);
    await()
        .untilAsserted(
            () ->
                assertThat(list().valueStream().map(each -> each.path("id").asString()))
                    .hasSize(2)
                    .doesNotContain(first));
  }

  @Test
  void hostile_decisions_are_refused() {
    assertThat(owner.post("/api/v1/quarantine/discard", "{}").code()).isEqualTo("BODY_INVALID");
    assertThat(owner.post("/api/v1/quarantine/discard", Map.of("entries", List.of("x-y-z"))).code())
        .isEqualTo("BODY_INVALID");
    assertThat(owner.post("/api/v1/quarantine/retry", Map.of("entries", List.of("0-99-0"))).code())
        .isEqualTo("QUARANTINE_ENTRY_UNKNOWN");
    assertThat(owner.get("/api/v1/quarantine/99999999999999999999-1-1").code())
        .isEqualTo("PARAMETER_INVALID");
    assertThat(
            web.program(Scope.CONFIGURE)
                .post("/api/v1/quarantine/retry", Map.of("source", source.toString()))
                .code())
        .isEqualTo("ACTION_DENIED");
    assertThat(list().size()).isEqualTo(3);
  }
}
