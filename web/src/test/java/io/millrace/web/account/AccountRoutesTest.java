package io.millrace.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.Scope;
import io.millrace.web.testing.OpenedWeb;
import io.millrace.web.testing.WebClient;
import io.millrace.web.testing.WebResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** People through the API: coming in, their own account, others, and what is written of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountRoutesTest {
  private static final String PASSWORD = OpenedWeb.PASSWORD.reveal();

  private OpenedWeb web;

  @BeforeAll
  void open() {
    web = new OpenedWeb();
    web.owner();
  }

  @AfterAll
  void close() {
    web.close();
  }

  private WebResponse signIn(String login, String password) {
    return web.stranger().post("/api/v1/sign-in", Map.of("login", login, "password", password));
  }

  private WebClient as(WebResponse signedIn) {
    String cookie =
        signedIn.headers().allValues("Set-Cookie").stream()
            .filter(each -> each.startsWith("millrace-session="))
            .findFirst()
            .orElseThrow();
    return web.stranger()
        .with("Cookie", cookie.substring(0, cookie.indexOf(';')))
        .with("X-CSRF-Token", signedIn.json().path("csrfToken").asString());
  }

  @Test
  void who_signs_in_gets_a_session_that_ends_with_signing_out() {
    WebResponse in = signIn("olga@foundry.example", PASSWORD);
    assertThat(in.status()).isEqualTo(200);
    assertThat(in.json().path("displayName").asString()).isEqualTo("Olga");
    assertThat(in.headers().allValues("Set-Cookie"))
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Strict"));
    WebClient olga = as(in);
    assertThat(olga.get("/api/v1/session").json().path("organisationName").asString())
        .isEqualTo("Foundry");
    assertThat(olga.post("/api/v1/sign-out").status()).isEqualTo(204);
    assertThat(olga.get("/api/v1/session").code()).isEqualTo("SESSION_ENDED");
  }

  @Test
  void guessing_is_slowed_down_and_told() {
    WebClient viewer = web.person(Role.VIEWER);
    String login = viewer.get("/api/v1/session").json().path("login").asString();
    WebResponse refused = signIn(login, "wrong password 1");
    assertThat(refused.status()).isEqualTo(401);
    for (int i = 0; i < 6; i++) {
      refused = signIn(login, "wrong password " + i);
    }
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("SIGN_IN_LOCKED");
    assertThat(refused.header("Retry-After")).isNotEmpty();
  }

  @Test
  void a_person_is_invited_by_a_link_and_chooses_a_password() {
    WebResponse created =
        web.owner()
            .post(
                "/api/v1/users",
                Map.of(
                    "login",
                    "tim",
                    "displayName",
                    "Tim",
                    "roles",
                    List.of(Map.of("role", "TECHNICIAN"))));
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    String link = created.json().path("link").asString();
    assertThat(link).startsWith("/setup#");
    String secret = link.substring(link.indexOf('#') + 1);
    assertThat(
            web.stranger()
                .post("/api/v1/setup/form", Map.of("secret", secret))
                .json()
                .path("login")
                .asString())
        .isEqualTo("tim");
    WebResponse short_ =
        web.stranger()
            .post("/api/v1/setup/password", Map.of("secret", secret, "password", "short"));
    assertThat(short_.code()).isEqualTo("PASSWORD_REFUSED");
    WebResponse in =
        web.stranger()
            .post(
                "/api/v1/setup/password",
                Map.of("secret", secret, "password", "four little words here"));
    assertThat(in.status()).isEqualTo(200);
    assertThat(as(in).get("/api/v1/session").json().path("login").asString()).isEqualTo("tim");
    assertThat(web.stranger().post("/api/v1/setup/form", Map.of("secret", secret)).code())
        .isEqualTo("SETUP_LINK_SPENT");
  }

  @Test
  void a_change_names_the_version_that_it_was_made_against() {
    WebResponse created =
        web.owner()
            .post(
                "/api/v1/users",
                Map.of("login", "vera", "displayName", "Vera", "roles", List.of()));
    String path = created.header("Location");
    Map<String, Object> rename = Map.of("displayName", "Vera Lind");
    assertThat(web.owner().patch(path, rename).status()).isEqualTo(428);
    assertThat(web.owner().ifMatch(99).patch(path, rename).status()).isEqualTo(412);
    WebResponse renamed = web.owner().ifMatch(created.version()).patch(path, rename);
    assertThat(renamed.json().path("displayName").asString()).isEqualTo("Vera Lind");
    assertThat(web.owner().ifMatch(renamed.version()).delete(path).status()).isEqualTo(204);
    assertThat(web.owner().get(path).status()).isEqualTo(404);
  }

  @Test
  void changed_rights_give_a_session_a_new_secret_and_a_new_token_of_its_page() {
    WebClient viewer = web.person(Role.VIEWER);
    String id = viewer.get("/api/v1/session").json().path("user").asString();
    long version = web.owner().get("/api/v1/users/" + id).version();
    web.owner()
        .ifMatch(version)
        .patch("/api/v1/users/" + id, Map.of("roles", List.of(Map.of("role", "INTEGRATOR"))));
    WebResponse next = viewer.get("/api/v1/session");
    assertThat(next.json().path("roles").get(0).path("role").asString()).isEqualTo("INTEGRATOR");
    String cookie = next.header("Set-Cookie");
    WebClient renewed = viewer.with("Cookie", cookie.substring(0, cookie.indexOf(';')));
    assertThat(renewed.post("/api/v1/sign-out").code()).isEqualTo("FORGED_REQUEST");
    String token = renewed.get("/api/v1/session").json().path("csrfToken").asString();
    assertThat(renewed.with("X-CSRF-Token", token).post("/api/v1/sign-out").status())
        .isEqualTo(204);
  }

  @Test
  void the_last_owner_stays() {
    String id = web.owner().get("/api/v1/session").json().path("user").asString();
    WebResponse owner = web.owner().get("/api/v1/users/" + id);
    WebResponse refused =
        web.owner().ifMatch(owner.version()).patch("/api/v1/users/" + id, Map.of("enabled", false));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("LAST_OWNER");
  }

  @Test
  void a_manager_makes_technicians_and_no_owners() {
    WebClient manager = web.person(Role.MANAGER);
    assertThat(
            manager
                .post(
                    "/api/v1/users",
                    Map.of(
                        "login",
                        "boss",
                        "displayName",
                        "Boss",
                        "roles",
                        List.of(Map.of("role", "OWNER"))))
                .status())
        .isEqualTo(403);
  }

  @Test
  void a_person_ends_ones_own_sessions_and_changes_the_password() {
    WebClient tess = web.person(Role.TECHNICIAN);
    String login = tess.get("/api/v1/session").json().path("login").asString();
    WebClient elsewhere = as(signIn(login, PASSWORD));
    assertThat(tess.get("/api/v1/sessions").json().path("items")).hasSize(2);
    String other = elsewhere.get("/api/v1/session").json().path("id").asString();
    assertThat(tess.delete("/api/v1/sessions/" + other).status()).isEqualTo(204);
    assertThat(elsewhere.get("/api/v1/session").status()).isEqualTo(401);
    assertThat(tess.delete("/api/v1/sessions/" + other).status()).isEqualTo(404);
    WebResponse changed =
        tess.post(
            "/api/v1/session/password",
            Map.of("oldPassword", PASSWORD, "newPassword", "another four word password"));
    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    assertThat(as(changed).get("/api/v1/session").status()).isEqualTo(200);
  }

  @Test
  void the_audit_says_who_did_what_and_that_nobody_changed_it() {
    WebResponse rows = web.owner().get("/api/v1/audit?limit=5");
    assertThat(rows.json().path("items")).isNotEmpty();
    String next = rows.json().path("next").asString("");
    if (!next.isEmpty()) {
      assertThat(web.owner().get("/api/v1/audit?limit=5&after=" + next).status()).isEqualTo(200);
    }
    assertThat(
            web.owner()
                .get("/api/v1/audit?from=2020-01-01T00:00:00Z&to=2019-01-01T00:00:00Z")
                .status())
        .isEqualTo(422);
    assertThat(web.owner().get("/api/v1/audit/verification").json().path("intact").asBoolean())
        .isTrue();
    assertThat(web.person(Role.TECHNICIAN).get("/api/v1/audit").status()).isEqualTo(403);
  }

  @Test
  void a_token_has_no_own_account() {
    assertThat(web.program(Scope.READ, Scope.ADMINISTER).get("/api/v1/session").status())
        .isEqualTo(403);
  }
}
