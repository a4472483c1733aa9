package io.millrace.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.security.authorisation.Scope;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.RequestBody;
import io.millrace.web.route.Route;
import io.millrace.web.testing.DataRoutes;
import io.millrace.web.testing.OpenedWeb;
import io.millrace.web.testing.RawConnection;
import io.millrace.web.testing.WebClient;
import io.millrace.web.testing.WebResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Requests that mean no good, against every route that there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestTest {
  private static final String JSON = "application/json";

  private OpenedWeb web;
  private WebClient subscriber;

  @BeforeAll
  void open() {
    web = new OpenedWeb(DataRoutes::all);
    subscriber = web.program(Scope.SUBSCRIBE);
  }

  @AfterAll
  void close() {
    web.close();
  }

  private Stream<Route> routes() {
    return web.web.routes().stream();
  }

  private Stream<Route> guarded() {
    return routes().filter(route -> !(route.access() instanceof Access.Open));
  }

  /** The path with ids in it that nobody has. */
  private static String path(Route route) {
    String path = route.path();
    for (Parameter<?> parameter : route.parameters()) {
      boolean uuid = "uuid".equals(parameter.type().schema().get("format"));
      path =
          path.replace("{" + parameter.name() + "}", uuid ? new UUID(4, 2).toString() : "nothing");
    }
    return path;
  }

  private static WebResponse send(WebClient client, Route route, String path, byte[] body) {
    return client.send(route.method().name(), path, JSON, body);
  }

  private static boolean isPage(Route route) {
    Answer first = route.answers().getFirst();
    return first.mediaType() != null && first.mediaType().startsWith("text/html");
  }

  @Test
  void without_a_credential_nobody_gets_in() {
    guarded()
        .forEach(
            route -> {
              WebResponse answer = send(web.stranger(), route, path(route), new byte[0]);
              assertThat(answer.status())
                  .as(answer.toString())
                  .isEqualTo(isPage(route) ? 303 : 401);
            });
  }

  @Test
  void a_token_that_nobody_knows_is_refused_and_a_cookie_does_not_help_it() {
    WebClient forged = web.owner().with("Authorization", "Bearer mr_nothing");
    WebClient scheme = web.owner().with("Authorization", "Digest x");
    guarded()
        .forEach(
            route -> {
              assertThat(send(forged, route, path(route), new byte[0]).status()).isIn(401, 303);
              assertThat(send(scheme, route, path(route), new byte[0]).status()).isIn(401, 303);
            });
  }

  @Test
  void a_token_without_the_scope_gets_nowhere() {
    guarded()
        .filter(route -> route.body() == null)
        .forEach(
            route -> {
              WebResponse answer = send(subscriber, route, path(route), new byte[0]);
              assertThat(answer.status()).as(answer.toString()).isIn(403, 404, 422);
            });
  }

  @Test
  void a_session_changes_nothing_without_its_token_or_from_another_site() {
    WebClient without = web.owner().without("X-CSRF-Token");
    WebClient otherOrigin = web.owner().with("Origin", "https://evil.example");
    WebClient otherSite = web.owner().with("Sec-Fetch-Site", "cross-site");
    guarded()
        .filter(route -> !route.method().isSafe())
        .forEach(
            route -> {
              for (WebClient each : List.of(without, otherOrigin, otherSite)) {
                WebResponse answer = send(each, route, path(route), new byte[0]);
                assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
                assertThat(answer.code()).isEqualTo("FORGED_REQUEST");
              }
            });
    WebResponse signIn =
        web.stranger()
            .with("Origin", "https://evil.example")
            .send(
                "POST",
                "/api/v1/sign-in",
                JSON,
                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(signIn.code()).isEqualTo("FORGED_REQUEST");
  }

  @Test
  void what_nobody_has_is_not_found() {
    guarded()
        .filter(route -> route.path().contains("{") && route.body() == null)
        .forEach(
            route -> {
              WebResponse answer = send(web.owner().ifMatch(1), route, path(route), new byte[0]);
              assertThat(answer.status()).as(answer.toString()).isIn(404, 422);
            });
  }

  @Test
  void a_method_that_a_path_does_not_have_is_refused() {
    for (String path : routes().map(Route::path).distinct().toList()) {
      String real = path.replaceAll("\\{[^}]*}", "x");
      WebResponse answer = web.owner().send("PROPFIND", real, JSON, new byte[0]);
      assertThat(answer.status()).as(answer.toString()).isIn(404, 405, 501);
    }
    assertThat(web.owner().send("PUT", "/api/v1/tokens", JSON, new byte[0]).status())
        .isEqualTo(405);
    assertThat(web.owner().get("/api/v1/no-such-thing").code()).isEqualTo("ROUTE_UNKNOWN");
  }

  @Test
  void bodies_that_are_no_json_of_the_right_form_name_what_is_wrong() {
    List<String> bodies =
        List.of(
            "",
            "{",
            "null",
            "[]",
            "7",
            "\"x\"",
            "{\"a\":1}",
            "{\"a\":1,\"a\":2}",
            "[".repeat(500) + "]".repeat(500),
            "{\"a\":" + "9".repeat(5_000) + "}",
            "{} {}",
            "\u0000");
    routes()
        .filter(route -> route.body() != null && route.body().type() != null)
        .forEach(
            route -> {
              for (String body : bodies) {
                WebResponse answer =
                    send(
                        web.owner().ifMatch(1),
                        route,
                        path(route),
                        body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                assertThat(answer.status()).as(body + answer).isIn(404, 422);
              }
            });
  }

  @Test
  void bodies_that_are_too_large_or_of_another_kind_are_refused() {
    routes()
        .filter(route -> route.body() != null && route.body().type() != null)
        .forEach(
            route -> {
              RequestBody declared = java.util.Objects.requireNonNull(route.body());
              byte[] large = new byte[(int) declared.maxBytes() + 1];
              WebResponse tooLarge =
                  send(web.owner().ifMatch(1).askingFirst(), route, path(route), large);
              assertThat(tooLarge.status()).as(tooLarge.toString()).isIn(404, 413);
              WebResponse otherKind =
                  web.owner()
                      .ifMatch(1)
                      .send(route.method().name(), path(route), "text/xml", new byte[] {'<'});
              assertThat(otherKind.status()).as(otherKind.toString()).isIn(404, 415);
            });
  }

  @Test
  void parameters_that_are_wrong_are_named() {
    routes()
        .filter(route -> !isPage(route))
        .forEach(
            route -> {
              WebResponse unknown =
                  send(web.owner(), route, path(route) + "?nonsense=1", new byte[0]);
              assertThat(unknown.status()).as(unknown.toString()).isEqualTo(422);
              for (Parameter<?> parameter : route.parameters()) {
                if (parameter.in() == Parameter.Location.QUERY) {
                  WebResponse twice =
                      send(
                          web.owner(),
                          route,
                          path(route) + "?" + parameter.name() + "=%00&" + parameter.name() + "=2",
                          new byte[0]);
                  assertThat(twice.status()).as(twice.toString()).isEqualTo(422);
                  WebResponse longText =
                      send(
                          web.owner(),
                          route,
                          path(route) + "?" + parameter.name() + "=" + "x".repeat(5_000),
                          new byte[0]);
                  assertThat(longText.status()).as(longText.toString()).isEqualTo(422);
                }
              }
            });
  }

  @Test
  void if_match_is_one_etag_of_ours() {
    String id = web.owner().get("/api/v1/session").json().path("user").asString();
    for (String header :
        List.of("*", "7", "\"x\"", "W/\"7\"", "\"1\", \"2\"", "\"99999999999999999999\"")) {
      WebResponse answer = web.owner().with("If-Match", header).delete("/api/v1/users/" + id);
      assertThat(answer.status()).as(header + answer).isEqualTo(422);
    }
  }

  @Test
  void a_host_that_is_not_ours_is_refused_whatever_is_asked() throws Exception {
    for (String host : List.of("evil.example", "evil.example:80", "127.0.0.1.evil.example", "")) {
      try (RawConnection connection = new RawConnection(web.web.port())) {
        String answer =
            connection.send(
                "GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).as(host).containsAnyOf(" 403 ", " 400 ");
        assertThat(answer).doesNotContain("readers");
      }
    }
  }

  @Test
  void paths_that_can_be_read_in_two_ways_lead_nowhere() throws Exception {
    for (String path :
        List.of(
            "/ui/../../etc/passwd",
            "/ui/..%2f..%2fetc%2fpasswd",
            "/ui/%2e%2e/app.js",
            "/ui/..;/style.css",
            "/ui/%00",
            "/ui/style.css%00.js",
            "/api/v1/users/%ff%fe",
            "/api/v1/audit?limit=%zz",
            "/api//v1/session",
            "/API/V1/SESSION")) {
      try (RawConnection connection = new RawConnection(web.web.port())) {
        String answer =
            connection.send(
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).as(path).containsPattern("^HTTP/1.1 (400|401|404|422)");
        assertThat(answer).doesNotContain("root:", "Exception", "io.millrace", "jetty");
      }
    }
  }

  @Test
  void every_answer_has_the_security_headers_and_no_cors() {
    for (String path : List.of("/health", "/sign-in", "/api/v1/session", "/nowhere")) {
      WebResponse answer = web.stranger().with("Origin", "https://evil.example").get(path);
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
      assertThat(answer.header("Server")).isEmpty();
    }
  }

  @Test
  void a_second_server_at_the_same_port_says_so() {
    WebServer second =
        new WebServer(
            WebSettings.onLoopback(web.web.port()),
            List.of(),
            new io.millrace.web.access.Gate(
                web.plant.security.sessions(),
                web.plant.security.tokenVerifier(),
                web.plant.security.refusals(),
                false),
            java.util.Optional.empty(),
            new RequestCounts(),
            web.plant.clock);
    org.assertj.core.api.Assertions.assertThatThrownBy(second::start)
        .isInstanceOf(io.millrace.web.error.WebException.class)
        .hasMessageContaining("another program has this port");
  }
}
