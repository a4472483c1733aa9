package io.millrace.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.id.SourceId;
import io.millrace.model.plant.SourceSpec;
import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.Scope;
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

/** Tokens through the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenRoutesTest {
  private static final byte[] READING = "{\"t\":1}".getBytes(StandardCharsets.UTF_8);

  private OpenedWeb web;

  @BeforeAll
  void open() {
    web = new OpenedWeb();
  }

  @AfterAll
  void close() {
    web.close();
  }

  @Test
  void a_token_is_shown_once_and_works_until_it_is_revoked() {
    SourceId source =
        web.plant.registry.sources().create(web.plant.actor(), SourceSpec.of("Press 1")).id();
    WebResponse created =
        web.owner()
            .post(
                "/api/v1/tokens",
                Map.of("label", "Press", "scopes", List.of("INGEST"), "source", source));

    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    String text = created.json().path("text").asString();
    String id = created.json().path("token").path("id").asString();
    assertThat(created.header("Location")).isEqualTo("/api/v1/tokens/" + id);
    assertThat(web.owner().get("/api/v1/tokens").text()).contains(id).doesNotContain(text);

    WebClient device = web.stranger().with("Authorization", "Bearer " + text);
    assertThat(device.send("POST", "/api/v1/ingest/press/1", "application/json", READING).status())
        .isEqualTo(204);
    assertThat(web.owner().delete("/api/v1/tokens/" + id).status()).isEqualTo(204);
    assertThat(device.send("POST", "/api/v1/ingest/press/1", "application/json", READING).status())
        .isEqualTo(401);
    assertThat(web.owner().get("/api/v1/tokens/" + id).json().path("revokedAt").asString())
        .isNotEmpty();
  }

  @Test
  void pages_follow_each_other_by_cursor() {
    for (int i = 0; i < 3; i++) {
      web.program(Scope.READ);
    }
    WebResponse first = web.owner().get("/api/v1/tokens?limit=2");
    assertThat(first.json().path("items")).hasSize(2);
    String next = first.json().path("next").asString();
    WebResponse second = web.owner().get("/api/v1/tokens?limit=2&after=" + next);
    assertThat(second.json().path("items").get(0).path("id").asString()).isGreaterThan(next);
  }

  @Test
  void nobody_makes_tokens_beyond_their_own_rights() {
    WebClient integrator = web.person(Role.INTEGRATOR);
    Map<String, Object> administer = Map.of("label", "x", "scopes", List.of("ADMINISTER"));
    assertThat(integrator.post("/api/v1/tokens", administer).status()).isEqualTo(403);
    assertThat(web.person(Role.VIEWER).get("/api/v1/tokens").status()).isEqualTo(403);
    assertThat(web.stranger().get("/api/v1/tokens").status()).isEqualTo(401);
  }

  @Test
  void a_change_without_the_sessions_token_is_refused() {
    WebResponse refused =
        web.owner()
            .without("X-CSRF-Token")
            .post("/api/v1/tokens", Map.of("label", "x", "scopes", List.of("READ")));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("FORGED_REQUEST");
  }

  @Test
  void a_wrong_field_or_parameter_is_named() {
    WebResponse field = web.owner().post("/api/v1/tokens", "{\"label\":\"\",\"scopes\":[]}");
    assertThat(field.status()).isEqualTo(422);
    assertThat(field.json().path("field").asString()).isEqualTo("label");
    WebResponse unknown = web.owner().post("/api/v1/tokens", "{\"lable\":\"x\",\"scopes\":[]}");
    assertThat(unknown.json().path("field").asString()).isEqualTo("lable");
    WebResponse parameter = web.owner().get("/api/v1/tokens?limit=0");
    assertThat(parameter.json().path("parameter").asString()).isEqualTo("limit");
    assertThat(web.owner().get("/api/v1/tokens?limitt=1").code()).isEqualTo("PARAMETER_UNKNOWN");
  }
}
